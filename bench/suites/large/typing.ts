import { setTimeout as wait } from 'node:timers/promises';
import { deskChecksum } from '../../../electron/engine/sync/self-check/desk-checksum.ts';
import { SYNCED_TABLES } from '../../../shared/sync/protocol.ts';
import { elapsed, round, summarize, type Timing } from '../../measure.ts';
import type { Count, Figure } from '../../report.ts';
import type { BenchCloud } from '../sync/bench-cloud.ts';
import { idOf, type SizedDesk } from './two-desks.ts';

const PULLED_ROWS = 10_000;
/** A fast typist's bursts, each a commit; in milliseconds. */
const KEYSTROKE_MS = 80;
const ALONE_RUNS = 40;
/** Of the pulled rows, so many are looked at to see whether all are here. */
const WATCHED = 50;
const SETTLE_MS = 600_000;

export interface Typing {
  figures: Figure[];
  counts: Count[];
}

/** Somebody types while the machine works on something large: how long each burst waits for its commit, and the longest of them. */
export async function typingWhileItWorks(cloud: BenchCloud, desk: SizedDesk): Promise<Typing> {
  const { engine } = desk;
  const note = await idOf(desk, 'select id from planning_notes order by id desc');
  let typed = 0;
  const type = () => {
    typed += 1;
    return engine.command('note.update', { id: note, patch: { content: `Typed ${typed}` } });
  };
  const alone: number[] = [];
  for (let run = 0; run < ALONE_RUNS; run += 1) {
    alone.push(await elapsed(type));
    await wait(KEYSTROKE_MS);
  }
  await engine.settle(SETTLE_MS);
  const bare = { name: 'with nothing else going on', timing: summarize(alone) };
  const figures: Figure[] = [];
  const counts: Count[] = [];
  const during = async (what: string, work: () => Promise<unknown>) => {
    const waits: number[] = [];
    let working = true;
    const took = elapsed(work).finally(() => {
      working = false;
    });
    while (working) {
      waits.push(await elapsed(type));
      await wait(KEYSTROKE_MS);
    }
    const name = `typing while ${what}`;
    const measured: Timing = summarize(waits);
    figures.push({ name: `${name}: commit of a burst`, measured, bare });
    counts.push(
      {
        name: `${name}: longest wait, ms`,
        measured: round(Math.max(...waits)),
        peer: { name: bare.name, count: round(Math.max(...alone)) },
      },
      { name: `${name}: all of it, ms`, measured: round(await took) },
    );
  };

  const changed = await cloud.sql<{ id: string }[]>`
    update planning_notes set priority = 'HIGH' where id in
      (select id from planning_notes where organization_id = ${desk.organization} and priority <> 'HIGH' and id <> ${note}
       order by id limit ${PULLED_ROWS})
    returning id`;
  const watched = changed.filter((_, place) => place % Math.ceil(changed.length / WATCHED) === 0).map(({ id }) => id);
  await during(`${changed.length} rows are pulled`, async () => {
    // Not `settle`: while somebody types there is always an edit that waits.
    await engine.command('sync.now', {});
    const isHere = async (): Promise<boolean> => {
      const { rows } = await engine.store.query(
        "select from planning_notes where id = any ($1::uuid[]) and priority <> 'HIGH' limit 1",
        [watched],
      );
      return rows.length === 0;
    };
    while (!(await isHere())) await wait(KEYSTROKE_MS * 5);
  });
  await engine.settle(SETTLE_MS);
  await during('a backup is made', () => engine.backUp());
  await during('all tables are compared by checksum', async () => {
    for (const table of SYNCED_TABLES) await deskChecksum(engine.store, table);
  });
  await engine.settle(SETTLE_MS);
  return { figures, counts };
}
