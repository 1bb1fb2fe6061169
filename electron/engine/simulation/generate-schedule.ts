import { between, pick, seededRandom } from '../../../cloud/worker/seeded-random.ts';
import type { Action, Fate, Schedule } from './actions.ts';

type Random = () => number;

const FATES: readonly ((random: Random) => Fate)[] = [
  () => ({ kind: 'dropped' }),
  () => ({ kind: 'answer-lost' }),
  () => ({ kind: 'answer-lost' }),
  () => ({ kind: 'twice' }),
  () => ({ kind: 'portal' }),
  (random) => ({
    kind: 'refused',
    ...pick(random, [
      { status: 401, code: 'PGRST303' },
      { status: 413, code: '' },
      { status: 429, code: '' },
      { status: 500, code: '57014' },
      { status: 502, code: '' },
      { status: 503, code: 'PGRST002' },
    ] as const),
  }),
];

/** How often each kind of action comes, as weights; typing and syncing make the bulk, as in life. */
const KINDS: readonly [weight: number, make: (random: Random, desk: number) => Action][] = [
  [
    26,
    (random, desk) => ({
      do: 'type',
      desk,
      pick: random(),
      edit: pick(random, ['append-line', 'insert-word', 'insert-word', 'replace-line', 'rewrite']),
      at: random(),
    }),
  ],
  [
    8,
    (random, desk) => ({
      do: 'retitle',
      desk,
      what: pick(random, ['project', 'episode', 'block', 'note']),
      pick: random(),
    }),
  ],
  [
    5,
    (random, desk) => ({
      do: 'create',
      desk,
      what: pick(random, ['project', 'episode', 'episode', 'block', 'block', 'note']),
      pick: random(),
    }),
  ],
  [
    4,
    (random, desk) => ({
      do: 'remove',
      desk,
      what: pick(random, ['project', 'episode', 'block', 'block', 'note']),
      pick: random(),
    }),
  ],
  [
    2,
    (random, desk) => ({
      do: 'restore',
      desk,
      what: pick(random, ['project', 'episode', 'block', 'note']),
      pick: random(),
    }),
  ],
  [2, (random, desk) => ({ do: 'move', desk, pick: random(), to: random() })],
  [3, (random, desk) => ({ do: 'split', desk, pick: random(), at: random() })],
  [2, (random, desk) => ({ do: 'join', desk, pick: random() })],
  [2, (random, desk) => ({ do: 'resolve', desk, pick: random(), choice: pick(random, ['mine', 'theirs', 'merged']) })],
  [1, (random, desk) => ({ do: 'reopen', desk, pick: random() })],
  [1, (random, desk) => ({ do: 'retry', desk, pick: random() })],
  [1, (random, desk) => ({ do: 'discard', desk, pick: random() })],
  [3, (random, desk) => ({ do: 'summarize', desk, pick: random() })],
  [1, (random, desk) => ({ do: 'restore-version', desk, pick: random(), version: random() })],
  [18, (random, desk) => ({ do: 'sync', desk, calls: between(random, 1, 8) })],
  [
    12,
    (random, desk) => ({
      do: 'answer',
      desk,
      fate: random() < 0.4 ? { kind: 'arrives' } : pick(random, FATES)(random),
    }),
  ],
  [2, (random) => ({ do: 'late', pick: random() })],
  [6, (random) => ({ do: 'time', ms: pick(random, [200, 1_000, 5_000, 30_000, 90_000]) })],
  [1, (random, desk) => ({ do: 'clock', desk, ms: pick(random, [-3_600_000, -60_000, 60_000, 86_400_000]) })],
  [2, (random, desk) => ({ do: 'network', desk, up: random() < 0.5 })],
  [1, (random, desk) => ({ do: 'realtime', desk, up: random() < 0.5 })],
  [1, (random, desk) => ({ do: 'session', desk, signedIn: random() < 0.5 })],
  [1, (random, desk) => ({ do: 'offline', desk, offline: random() < 0.5 })],
  [
    4,
    (random, desk) => ({ do: 'kill', desk, steps: pick(random, [0, 1, 2, 3, 5, 8, 13, 21, 34]), done: random() < 0.5 }),
  ],
  [2, (_random, desk) => ({ do: 'start', desk })],
  [
    5,
    (random) => ({
      do: 'sql',
      what: pick(random, ['append', 'append', 'retitle', 'summarize', 'insert', 'delete', 'hard-delete', 'undelete']),
      pick: random(),
    }),
  ],
  [2, (random) => ({ do: 'hold', what: pick(random, ['append', 'insert', 'insert', 'insert-note']) })],
  [2, (random) => ({ do: 'release', commit: random() < 0.8 })],
  [1, (random) => ({ do: 'limit', projects: between(random, 1, 4) })],
  [1, (random, desk) => ({ do: 'member', desk, member: random() < 0.5 })],
  [2, () => ({ do: 'epoch' })],
];

/** What machines with a disk meet besides. */
const DISK_KINDS: readonly ((random: Random, desk: number) => Action)[] = [
  (_random, desk) => ({ do: 'checkpoint', desk }),
  (random, desk) => ({
    do: 'power-cut',
    desk,
    model: pick(random, ['page', 'file', 'last', 'synced']),
    chance: random(),
  }),
  (random, desk) => ({
    do: 'power-cut',
    desk,
    model: pick(random, ['page', 'file', 'last', 'synced']),
    chance: random(),
  }),
];

/**
 * A broken database is replaced by a new thread, which costs more processor time than all else in a schedule: so it happens in one
 * schedule of so many, and there more than once.
 */
const BREAKING_EVERY = 8;
const BREAK: (typeof KINDS)[number] = [
  7,
  (random, desk) => ({ do: 'break', desk, steps: pick(random, [0, 1, 2, 3, 5, 8, 13, 21, 34]) }),
];

/** In half of the schedules everything comes in pieces, so that others write, and processes die, in the middle of a download. */
const PAGE_ROWS = [null, null, null, 2, 3, 8];

/** The schedule of a seed; the same one each time. */
export function generateSchedule(seed: string, stores: Schedule['stores']): Schedule {
  const random = seededRandom(seed);
  const desks = stores === 'disk' ? 2 : pick(random, [2, 2, 2, 3, 3, 4, 5, 6]);
  const length = between(random, 12, 50);
  const kinds = random() * BREAKING_EVERY < 1 ? [...KINDS, BREAK] : KINDS;
  const actions: Action[] = [];
  while (actions.length < length) {
    const action = makeAction(random, kinds, Math.floor(random() * desks));
    actions.push(action);
    // A death that is announced meets something, most of the time.
    if (action.do === 'kill' && action.steps > 0) actions.push(makeBusy(random, action.desk));
    // What a broken database loses is what came from the cloud.
    if (action.do === 'break') actions.push({ do: 'sync', desk: action.desk, calls: 8 });
  }
  if (stores === 'disk') {
    for (const make of DISK_KINDS)
      actions.splice(between(random, 3, actions.length), 0, make(random, Math.floor(random() * desks)));
  }
  const pageRows = pick(seededRandom(`${seed} pages`), PAGE_ROWS);
  return { seed, desks, stores, ...(pageRows !== null && { page_rows: pageRows }), actions };
}

function makeBusy(random: Random, desk: number): Action {
  return random() < 0.5
    ? { do: 'type', desk, pick: random(), edit: 'insert-word', at: random() }
    : pick<Action>(random, [
        { do: 'create', desk, what: 'block', pick: random() },
        { do: 'sync', desk, calls: 6 },
      ]);
}

function makeAction(random: Random, kinds: typeof KINDS, desk: number): Action {
  let rest = random() * kinds.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, make] of kinds) {
    rest -= weight;
    if (rest < 0) return make(random, desk);
  }
  return { do: 'sync', desk, calls: 4 };
}
