import { countWords } from '../../../shared/domain/text-statistics.ts';
import { between, pick, seededRandom } from '../../worker/seeded-random.ts';
import { seedId } from '../seed-id.ts';
import { Prose } from './prose.ts';
import type { OrganizationSize } from './size.ts';

/** Values in the order of COLUMNS. */
export type Row = readonly (string | number | null)[];

/** What is written row by row; what can be made by one statement is in queries/. */
export const COLUMNS = {
  projects: [
    'id',
    'title',
    'onboarding_brief',
    'cadence_config',
    'timezone',
    'memories',
    'status',
    'paused_at',
    'last_episode_at',
    'created_at',
  ],
  episodes: [
    'id',
    'project_id',
    'sequence_number',
    'title',
    'summary',
    'sources',
    'status',
    'scheduled_for',
    'published_at',
    'delivered_at',
    'generation_attempts',
    'generation_time_seconds',
    'created_at',
  ],
  blocks: ['id', 'episode_id', 'content', 'word_count', 'created_at'],
  planning_notes: [
    'id',
    'project_id',
    'author_id',
    'content',
    'scope',
    'priority',
    'status',
    'position',
    'incorporated_in_episode_id',
    'created_at',
  ],
} as const;
export type LargeTable = keyof typeof COLUMNS;

export const LARGE_TABLES: readonly LargeTable[] = ['projects', 'episodes', 'blocks', 'planning_notes'];

const DAY_MS = 86_400_000;
/** What the organisation has behind it. */
const YEARS_DAYS = 5 * 365;
const SMALLEST_BLOCK = 5_000;
const LARGEST_BLOCK = 20_000;
const NOTE_LENGTH = 240;
/** Of each kind of thing one in so many is still open. */
const OPEN_NOTES = 40;
const DRAFTS = 100;

const PEOPLE = 10;

/** Ada and Ben of the demo identity, so that their tokens work here too, and others. */
export function person(number: number): string {
  return ['user_ada', 'user_ben'][number] ?? `user_${number}`;
}
export const MEMBERS: readonly string[] = Array.from({ length: PEOPLE }, (_, number) => person(number));

const STATUSES = ['ACTIVE', 'ACTIVE', 'ACTIVE', 'PAUSED', 'COMPLETED', 'ARCHIVED'] as const;
const ZONES = ['Europe/London', 'America/New_York', 'Asia/Tokyo', 'Europe/Berlin'] as const;
const SCOPES = ['NEXT_EPISODE', 'GENERAL', 'TOPIC_REQUEST', 'DEPTH_ADJUSTMENT'] as const;
const PRIORITIES = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

/** The rows of one table of one organisation, the same on every machine for the same `now`. */
export class LargeRows {
  readonly #size: OrganizationSize;
  readonly #organization: string;
  readonly #now: number;

  constructor(organization: string, size: OrganizationSize, now: Date) {
    this.#organization = organization;
    this.#size = size;
    this.#now = now.getTime();
  }

  rows(table: LargeTable): Iterable<Row> {
    switch (table) {
      case 'projects':
        return this.#projects();
      case 'episodes':
        return this.#episodes();
      case 'blocks':
        return this.#blocks();
      case 'planning_notes':
        return this.#notes();
    }
  }

  *#projects(): Iterable<Row> {
    const random = seededRandom('large projects');
    const prose = new Prose(random);
    for (let n = 0; n < this.#size.projects; n += 1) {
      const status = STATUSES[n % STATUSES.length] ?? 'ACTIVE';
      const cadence = JSON.stringify({ mode: 'weekly', days: [1 + (n % 5)], delivery_hour: 6 + (n % 4) });
      const paused = status === 'PAUSED' ? this.#before(between(random, 1, 60)) : null;
      yield [
        this.#id('project', n),
        prose.title(),
        prose.markdown(600),
        cadence,
        pick(random, ZONES),
        '[]',
        status,
        paused,
        this.#before(1),
        this.#before(YEARS_DAYS),
      ];
    }
  }

  *#episodes(): Iterable<Row> {
    const random = seededRandom('large episodes');
    const prose = new Prose(random);
    for (let n = 0; n < this.#size.episodes; n += 1) {
      const at = this.#episodeDay(n);
      const isDraft = n % DRAFTS === DRAFTS - 1;
      const sources = JSON.stringify([{ title: prose.title(), url: `https://example.org/${n}`, credibility: 0.8 }]);
      yield [
        this.#id('episode', n),
        this.#id('project', n % this.#size.projects),
        1 + Math.floor(n / this.#size.projects),
        prose.title(),
        prose.sentence(),
        sources,
        isDraft ? 'DRAFT' : 'PUBLISHED',
        isDraft ? null : at,
        isDraft ? null : at,
        isDraft ? null : at,
        1,
        180,
        at,
      ];
    }
  }

  *#blocks(): Iterable<Row> {
    const random = seededRandom('large blocks');
    const prose = new Prose(random);
    for (let n = 0; n < this.#size.episodes; n += 1) {
      const content = prose.markdown(between(random, SMALLEST_BLOCK, LARGEST_BLOCK - 1_000)).slice(0, LARGEST_BLOCK);
      yield [this.#id('block', n), this.#id('episode', n), content, countWords(content), this.#episodeDay(n)];
    }
  }

  *#notes(): Iterable<Row> {
    const random = seededRandom('large notes');
    const prose = new Prose(random);
    const projects = this.#size.projects;
    for (let n = 0; n < this.#size.notes; n += 1) {
      const isOpen = n % OPEN_NOTES === 0;
      const project = n % projects;
      const rank = Math.floor(n / projects);
      const last = Math.max(1, Math.floor(this.#size.episodes / projects));
      const episode = project + projects * (rank % last);
      yield [
        this.#id('note', n),
        this.#id('project', project),
        person(n % PEOPLE),
        prose.sentence().slice(0, NOTE_LENGTH),
        pick(random, SCOPES),
        pick(random, PRIORITIES),
        isOpen ? 'pending' : 'incorporated',
        rank * 10,
        isOpen || episode >= this.#size.episodes ? null : this.#id('episode', episode),
        this.#episodeDay(Math.min(episode, this.#size.episodes - 1)),
      ];
    }
  }

  #id(kind: string, n: number): string {
    return seedId('large', this.#organization, kind, n);
  }

  /** Spread evenly over the years, the last of each project this week. */
  #episodeDay(n: number): string {
    const rounds = Math.max(1, Math.ceil(this.#size.episodes / this.#size.projects));
    const round = Math.floor(n / this.#size.projects);
    return this.#before(YEARS_DAYS * (1 - (round + 1) / rounds) + 1 + (n % 7) / 7);
  }

  #before(days: number): string {
    return new Date(this.#now - days * DAY_MS).toISOString();
  }
}
