import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { CloudRow } from '../../../shared/sync/protocol.ts';
import type { Store } from '../store/contract.ts';
import { seedProject, testStore } from '../store/testing/test-store.ts';
import { type ApplyContext, applyRows, readDeskColumns } from './apply-rows.ts';
import { writeRows } from './write-rows.ts';

/** As seedProject has it. */
const ORGANIZATION = 'org';

const row = (id: string, more: object): CloudRow => ({
  id,
  rev: 1,
  organization_id: ORGANIZATION,
  created_at: '2026-11-29T00:00:00Z',
  updated_at: '2026-11-29T00:00:00Z',
  deleted_at: null,
  ...more,
});

const contextOf = async (store: Store): Promise<ApplyContext> => ({
  columns: await readDeskColumns(store),
  organizationId: ORGANIZATION,
  at: new Date(),
  force: false,
});

describe('rows of the cloud', () => {
  it('are written though what they stand in is not here, and a later one brings it', async () => {
    await using opened = await testStore();
    const { store } = opened;
    const context = await contextOf(store);
    const project = uuidv7();
    const note = row(uuidv7(), { project_id: project, content: 'Ask about shore power' });
    const write = (table: 'planning_notes' | 'projects' | 'organizations', one: CloudRow) =>
      writeRows(store, { rows: 1, more: false }, (tx) => applyRows(tx, context, [{ table, row: one }]));

    await write('planning_notes', note);
    expect((await store.query('select content, project_id::text from planning_notes')).rows).toEqual([
      { content: 'Ask about shore power', project_id: project },
    ]);
    expect((await store.query('select from set_aside')).rows).toEqual([]);

    await write('projects', row(project, { title: 'Ferries' }));
    expect((await store.query('select title from projects')).rows).toEqual([{ title: 'Ferries' }]);
  });

  it('are written unchecked only when something is missing: that costs Postgres all its plans', async () => {
    await using opened = await testStore();
    const { store } = opened;
    const origins: string[] = [];
    const watched: Store = {
      query: store.query.bind(store),
      onChange: store.onChange.bind(store),
      onReplaced: store.onReplaced.bind(store),
      isAwaited: store.isAwaited.bind(store),
      close: store.close.bind(store),
      transaction(options, run) {
        origins.push(options.origin);
        return store.transaction(options, run);
      },
    };
    const context = await contextOf(store);
    const write = (project: string, more: boolean) =>
      writeRows(watched, { rows: 1, more }, (tx) =>
        applyRows(tx, context, [
          { table: 'planning_notes', row: row(uuidv7(), { project_id: project, content: 'A note' }) },
        ]),
      );
    await write(await seedProject(store), false);
    expect(origins.splice(0)).toEqual(['engine']);
    await write(uuidv7(), false);
    expect(origins.splice(0)).toEqual(['engine', 'sync']);
    await write(uuidv7(), true);
    expect(origins).toEqual(['sync']);
  });
});
