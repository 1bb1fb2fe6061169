import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedLarge } from '../../../cloud/seed/large/seed-large.ts';
import { LARGE, scaled } from '../../../cloud/seed/large/size.ts';
import type { LocalEngine } from '../../../electron/engine/open-engine.ts';
import { elapsed } from '../../measure.ts';
import type { BenchCloud } from '../sync/bench-cloud.ts';
import { type BenchDesk, openDesk, syncDesk } from '../sync/bench-desk.ts';

/** As many rows as the demo has, with a project, its board, an episode and a text of the same sizes: only how many there are differs. */
const SMALL_PART = 0.004;
/** As much as one page of the bin reads. */
const BIN_PAGE = 75;
/** A member of both; owner of neither's database. */
export const READER = 'user_ada';

/** One of the two organisations with a desk that has all of it, in a folder that outlives the engine. */
export interface SizedDesk {
  organization: string;
  dataDir: string;
  engine: LocalEngine;
  firstSyncMs: number;
  close(): Promise<void>;
}

/** Seeds an organisation of that part of the large one and lets a new desk fetch all of it. */
export async function sizedDesk(cloud: BenchCloud, organization: string, part: number): Promise<SizedDesk> {
  await seedLarge(cloud.databaseUrl, { size: scaled(part), organization });
  return syncedDesk(cloud, organization);
}

export async function smallDesk(cloud: BenchCloud): Promise<SizedDesk> {
  const organization = 'org_small';
  // Its one board is as full as one of the large organisation's, besides what then lies in the bin.
  const notes = LARGE.notes / LARGE.projects + BIN_PAGE;
  await seedLarge(cloud.databaseUrl, { size: { ...scaled(SMALL_PART), notes }, organization });
  // A page of the bin is compared with one as full: with what lies in it, and not with how much there is besides.
  await cloud.sql`update planning_notes set deleted_at = now() where id in (
    select id from planning_notes where organization_id = ${organization} order by id limit ${BIN_PAGE})`;
  return syncedDesk(cloud, organization);
}

async function syncedDesk(cloud: BenchCloud, organization: string): Promise<SizedDesk> {
  const dataDir = await mkdtemp(join(tmpdir(), 'showrunner-bench-desk-'));
  const desk: BenchDesk = await openDesk(cloud, { organization, user: READER, dataDir });
  const firstSyncMs = await elapsed(() => syncDesk(desk.engine));
  return { organization, dataDir, engine: desk.engine, firstSyncMs, close: () => desk[Symbol.asyncDispose]() };
}

/** The first id that a statement of the bench finds on a desk. */
export async function idOf({ engine }: SizedDesk, sql: string): Promise<string> {
  const [id] = await idsOf(engine, `${sql} limit 1`);
  if (id === undefined) throw new Error(`the desk has none: ${sql}`);
  return id;
}

export async function idsOf(engine: LocalEngine, sql: string): Promise<string[]> {
  const { rows } = await engine.store.query<{ id: string }>(sql);
  return rows.map(({ id }) => id);
}
