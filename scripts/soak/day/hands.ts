import type { LocalEngine } from '../../../electron/engine/open-engine.ts';

/** Of so many acts one: the rest is typing. */
const SELDOM = {
  newNote: 6,
  moveNote: 9,
  openEpisode: 7,
  rename: 15,
  search: 10,
  generate: 60,
  offline: 80,
  newBlock: 40,
};
/** Acts that a train without a network lasts. */
const OFFLINE_ACTS = 30;
const SENTENCES = [
  'The grid pays for what it does not use.',
  'A freezer that opens twice is a different freezer.',
  'Nobody measured the winter evening before.',
  'What was promised in spring is counted in autumn.',
];

/** What a producer does: types into texts, moves notes, opens episodes, searches, asks for generations, and is offline at times. */
export class Hands {
  readonly #engine: LocalEngine;
  /** Commands that the engine refused, by name and code. */
  readonly refused: string[] = [];
  acts = 0;
  #offlineUntil = 0;
  #here: { episode: string; block: string; content: string } | null = null;

  constructor(engine: LocalEngine) {
    this.#engine = engine;
  }

  async act(): Promise<void> {
    this.acts += 1;
    try {
      await this.#offlineAtTimes();
      if (this.#here === null || one(SELDOM.openEpisode)) await this.#openEpisode();
      else if (one(SELDOM.newNote)) await this.#newNote();
      else if (one(SELDOM.moveNote)) await this.#moveNote();
      else if (one(SELDOM.rename)) await this.#rename();
      else if (one(SELDOM.search)) await this.#engine.search({ text: pick(SENTENCES).split(' ')[1] ?? '' });
      else if (one(SELDOM.generate)) await this.#generate();
      else await this.#type();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      // What the other one has just deleted is no error of the desk.
      if (code !== 'not-found') this.refused.push(code);
      this.#here = null;
    }
  }

  async #offlineAtTimes(): Promise<void> {
    if (this.acts === this.#offlineUntil) await this.#engine.command('sync.set-offline', { offline: false });
    if (this.acts > this.#offlineUntil && one(SELDOM.offline)) {
      this.#offlineUntil = this.acts + OFFLINE_ACTS;
      await this.#engine.command('sync.set-offline', { offline: true });
    }
  }

  async #openEpisode(): Promise<void> {
    const [project] = await this.#some('select id from projects where deleted_at is null order by random()');
    if (project === undefined) return;
    const page = await this.#engine.query('episodes.of_project', { project_id: project, after: null, until: null });
    const episode = pick(page.filter(({ word_count }) => word_count > 0));
    if (episode === undefined) return;
    const [block] = await this.#engine.query('blocks.of_episode', { episode_id: episode.id });
    await this.#engine.command('event.record', {
      event_type: 'episode_opened',
      event_data: { episode_id: episode.id },
    });
    this.#here = block === undefined ? null : { episode: episode.id, block: block.id, content: block.content };
  }

  async #type(): Promise<void> {
    if (this.#here === null) return;
    const { block: id, content: base } = this.#here;
    const lines = base.split('\n');
    const at = Math.floor(Math.random() * lines.length);
    // Most of the time something is added, at times a line goes: a text of a day does not grow without end.
    const next = one(4) && lines.length > 8 ? lines.toSpliced(at, 1) : lines.toSpliced(at, 0, pick(SENTENCES));
    const { content } = await this.#engine.command('block.edit', { id, base_content: base, content: next.join('\n') });
    this.#here.content = content;
  }

  async #newNote(): Promise<void> {
    const [project] = await this.#some(
      "select id from projects where deleted_at is null and status <> 'ARCHIVED' order by random()",
    );
    if (project !== undefined)
      await this.#engine.command('note.create', { project_id: project, content: pick(SENTENCES) });
  }

  async #moveNote(): Promise<void> {
    const [note] = await this.#some('select id from planning_notes where deleted_at is null order by random()');
    const status = pick(['pending', 'acknowledged', 'deferred', 'archived'] as const);
    if (note !== undefined) await this.#engine.command('note.move', { id: note, status, after_note_id: null });
  }

  async #rename(): Promise<void> {
    if (this.#here === null) return;
    const patch = { summary: `${pick(SENTENCES)} ${this.acts}` };
    await this.#engine.command('episode.update', { id: this.#here.episode, patch });
  }

  async #generate(): Promise<void> {
    const [project] = await this.#some(
      "select id from projects where deleted_at is null and status = 'ACTIVE' order by random()",
    );
    if (project === undefined) return;
    const { id } = await this.#engine.command('episode.create', { project_id: project, title: '' });
    await this.#engine.command('generation.request', { episode_id: id });
  }

  async #some(sql: string): Promise<string[]> {
    const { rows } = await this.#engine.store.query<{ id: string }>(`${sql} limit 1`);
    return rows.map(({ id }) => id);
  }
}

function one(of: number): boolean {
  return Math.random() * of < 1;
}

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(Math.random() * from.length)] as T;
}
