import { expect, test } from 'vitest';
import { pick, seededRandom } from '../../../cloud/worker/seeded-random.ts';
import { sameJson } from '../../../shared/sync/merge/same-json.ts';
import type { JsonRow, Mutation, MutationResult } from '../../../shared/sync/protocol.ts';
import { testStore } from '../store/testing/test-store.ts';
import { type Answer, EditWorld, type Entry, ROW } from '../testing/edit-world.ts';
import { EDIT_TRANSITIONS, type EditEvent, type EditOutcome, type EditState } from './edit-transitions.ts';

/** Together they reach every cell of the table, with room to spare; a test of its own says so. */
const RUNS = 40;
const STEPS = 30;
/** Few, so that two sides often write the same. */
const TITLES = ['a', 'b', 'c'];

type Events = Map<number, EditEvent[]>;

/** What happened to each edit in one step, told from outside: by what was done, what was called and what the rows are. */
class Step {
  readonly world: EditWorld;
  readonly before: readonly Entry[];
  readonly #base: JsonRow | null;
  readonly events: Events = new Map();

  private constructor(world: EditWorld, before: readonly Entry[], base: JsonRow | null) {
    this.world = world;
    this.before = before;
    this.#base = base;
  }

  static async begin(world: EditWorld): Promise<Step> {
    return new Step(world, await world.entries(), await world.baseRow());
  }

  add(entry: Entry, event: EditEvent): void {
    this.events.set(entry.seq, [...(this.events.get(entry.seq) ?? []), event]);
  }

  addToAll(event: EditEvent, but: Entry | null = null): void {
    for (const entry of this.before) if (entry !== but) this.add(entry, event);
  }

  /**
   * After a row of the cloud was merged under all edits; they go out one after the other, and each says something if it changes what
   * those before it leave. All their columns are values: an edit's own stands unless it is what both sides began with.
   */
  async merged(theirs: JsonRow, taken: Entry | null = null): Promise<void> {
    const local = await this.world.localRow();
    const base = { ...this.#base, ...taken?.patch };
    const left = this.before.filter((entry) => entry !== taken);
    const reached = { ...theirs };
    for (const [index, entry] of left.entries()) {
      let same = true;
      for (const [column, mine] of Object.entries(entry.patch)) {
        const isNewest = !left.slice(index + 1).some(({ patch }) => column in patch);
        const own = sameJson(mine, base[column]) ? theirs[column] : mine;
        const value = (isNewest ? local[column] : own) ?? null;
        same &&= sameJson(value, reached[column]);
        reached[column] = value;
      }
      this.add(entry, same ? 'cloud-row-same' : 'cloud-row-differs');
    }
  }
}

/** Takes an edit that was made on the cloud's row, and answers a conflict to another, as sync_push does. */
function honest(world: EditWorld): Answer {
  return (mutation: Mutation): MutationResult => {
    const { mutation_id } = mutation;
    if (mutation.id !== ROW) return refusal(mutation);
    if (mutation.base_rev !== world.cloudRow.rev)
      return { mutation_id, status: 'conflict', rev: world.cloudRow.rev, row: world.cloudRow };
    world.changeCloud(mutation.patch);
    return { mutation_id, status: 'applied', rev: world.cloudRow.rev, row: world.cloudRow };
  };
}

function refusal({ mutation_id }: Mutation): MutationResult {
  return { mutation_id, status: 'rejected', error: { code: '23514', message: 'No.' } };
}

function gone({ mutation_id }: Mutation): MutationResult {
  return { mutation_id, status: 'conflict', rev: null, row: null };
}

/** Which edit a push takes, and which it finds to need a refused one. */
function plan(step: Step): Entry | null {
  let chosen: Entry | null = null;
  let refused = false;
  for (const entry of step.before) {
    const waits = entry.state === 'pending' || entry.state === 'sending';
    if (refused) step.add(entry, 'another-refused');
    else if (waits) chosen ??= entry;
    refused ||= !waits;
  }
  if (chosen !== null) step.add(chosen, 'chosen');
  return chosen;
}

type Action = (step: Step, random: () => number) => Promise<void>;

const title = (random: () => number) => ({ title: pick(random, TITLES) });

/** A push that is answered so; what else is in the call is decided by what waits. */
function push(script: (world: EditWorld) => Answer | { status: number }, outcome: EditEvent | 'honest'): Action {
  return async (step) => {
    const { world } = step;
    const chosen = plan(step);
    const aside = await world.rowAside();
    const revBefore = world.cloudRow.rev;
    await world.push(script(world));
    expect(world.called?.some(({ id }) => id === ROW) ?? false).toBe(chosen !== null);
    if (chosen === null) {
      // What was held back took the row that was set aside for it along.
      if (aside !== null) await step.merged(aside);
      return;
    }
    const alone = world.called?.length === 1;
    const event = outcome === 'call-refused-alone' && !alone ? 'call-refused-with-others' : outcome;
    if (event === 'honest') {
      const applied = world.cloudRow.rev > revBefore;
      step.add(chosen, applied ? 'applied' : 'conflict');
      await step.merged(world.cloudRow, applied ? chosen : null);
      return;
    }
    step.add(chosen, event);
    const isOnItsWay = (await world.entries()).some(({ state }) => state === 'sending');
    if (aside !== null && !isOnItsWay) await step.merged(aside);
  };
}

const refuseCall = push(() => ({ status: 400 }), 'call-refused-alone');

const ACTIONS: { readonly [name: string]: Action } = {
  async edit(step, random) {
    const newest = step.before.at(-1);
    await step.world.edit(title(random));
    if (newest === undefined) return;
    step.add(newest, 'edited-again');
    if (newest.state === 'refused' || newest.state === 'held-back') step.addToAll('released', newest);
  },
  'push, taken or in conflict': push(honest, 'honest'),
  'push, unanswered': push(() => ({ status: 502 }), 'unanswered'),
  'push, rejected': push(() => refusal, 'rejected'),
  'push, gone': push(() => gone, 'gone'),
  'push, refused as a whole': refuseCall,
  async 'push with another, refused as a whole'(step, random) {
    await step.world.editOther();
    await refuseCall(step, random);
    await step.world.forgetOthers();
  },
  async 'the cloud’s row comes'(step, random) {
    await step.world.cloudChanges(title(random));
    if (step.before.every(({ state }) => state !== 'sending')) await step.merged(step.world.cloudRow);
  },
  async 'the cloud’s row changes unseen'(step, random) {
    step.world.changeCloud(title(random));
  },
  async restart(step) {
    step.world.restart();
    step.addToAll('restarted');
  },
  async 'the store is rebuilt'(step) {
    await step.world.rebuild();
    step.addToAll('rebuilt');
  },
  async retry(step, random) {
    if (step.before.length === 0) return;
    const entry = pick(random, step.before);
    const done = await step.world.command('attention.retry', entry.mutation_id);
    step.add(entry, 'retried');
    if (done) step.addToAll('released', entry);
  },
  async 'give up'(step, random) {
    if (step.before.length === 0) return;
    const entry = pick(random, step.before);
    const done = await step.world.command('attention.discard', entry.mutation_id);
    step.add(entry, 'given-up');
    if (done) step.addToAll('released', entry);
  },
  async 'another is retried'(step) {
    await step.world.retryOther();
    step.addToAll('released');
  },
};

/** What chance alone seldom brings about: an edit held back behind a refused one, a person's hand on one that is on its way. */
const HELD_BACK = ['edit', 'push, unanswered', 'edit', 'push, rejected', 'push, unanswered'];
const BEGINNINGS = [
  [],
  [...HELD_BACK, 'the cloud’s row comes', 'edit'],
  [...HELD_BACK, 'the cloud’s row comes'],
  [...HELD_BACK, 'retry'],
  [...HELD_BACK, 'give up'],
  ['edit', 'push, unanswered', 'retry', 'give up'],
  ['edit', 'push, unanswered', 'edit', 'the store is rebuilt', 'push, taken or in conflict'],
  [
    'edit',
    'push, unanswered',
    'edit',
    'the store is rebuilt',
    'push, rejected',
    'push, unanswered',
    'the store is rebuilt',
  ],
];

/** A new edit and one that it needs, rejected in one call: the edit has no life before the step. */
async function rejectWithAnother(world: EditWorld): Promise<{ state: EditState | undefined; chosen: boolean }> {
  const known = new Set((await world.entries()).map(({ seq }) => seq));
  // A call that was refused as a whole made the next ones smaller.
  world.restart();
  await world.editIntoNewProject();
  await world.push(refusal);
  const made = (await world.entries()).find(({ seq }) => !known.has(seq));
  await world.forgetOthers();
  return { state: made?.state, chosen: world.called?.some(({ id }) => id === ROW) ?? false };
}

function follow(state: EditState, events: readonly EditEvent[], visited: Set<string>): EditOutcome {
  let now: EditOutcome = state;
  for (const event of events) {
    if (!(now in EDIT_TRANSITIONS)) return now;
    const cell: EditState = now as EditState;
    visited.add(`${cell} × ${event}`);
    now = EDIT_TRANSITIONS[cell][event];
  }
  return now;
}

test('whatever happens to edits, they go where the table says; and every cell of it is reached', {
  timeout: 240_000,
}, async () => {
  await using opened = await testStore();
  const visited = new Set<string>();
  for (let run = 0; run < RUNS; run += 1) {
    const random = seededRandom(`edits ${run}`);
    const world = await EditWorld.open(opened.store);
    const log: string[] = [];
    const chance = Array.from({ length: STEPS }, () => pick(random, Object.keys(ACTIONS)));
    for (const name of [...(BEGINNINGS[run % BEGINNINGS.length] ?? []), ...chance]) {
      const step = await Step.begin(world);
      await ACTIONS[name]?.(step, random);
      const after = new Map((await world.entries()).map((entry) => [entry.seq, entry.state]));
      log.push(`${name}: ${[...after].map(([seq, state]) => `${seq} ${state}`).join(', ')}`);
      for (const entry of step.before) {
        const expected = follow(entry.state, step.events.get(entry.seq) ?? [], visited);
        const actual = after.get(entry.seq) ?? 'left';
        const left = expected === 'confirmed' || expected === 'absorbed' || expected === 'discarded';
        expect({ actual, log: log.slice(-4) }).toEqual({ actual: left ? 'left' : expected, log: log.slice(-4) });
      }
      const known = new Set(step.before.map(({ seq }) => seq));
      for (const [seq, state] of after) if (!known.has(seq)) expect(state).toBe('pending');
    }
    if ((await world.entries()).length === 0) {
      const { state, chosen } = await rejectWithAnother(world);
      expect(chosen).toBe(true);
      expect(state).toBe(follow('sending', ['rejected-with-another'], visited));
    }
  }
  const possible = Object.entries(EDIT_TRANSITIONS).flatMap(([state, cells]) =>
    Object.entries(cells).flatMap(([event, outcome]) => (outcome === 'impossible' ? [] : [`${state} × ${event}`])),
  );
  expect([...visited].toSorted()).toEqual(possible.toSorted());
});
