import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixedTokenSource } from '../identity/fixed-token-source.ts';
import { openEngine } from '../open-engine.ts';
import { machinePlatform } from '../platform.ts';
import { copyDirectoryDurably } from '../store/durable-files.ts';
import { LocalStore } from '../store/local-store.ts';
import { testDirectory, testTemplate } from '../store/testing/test-store.ts';
import { systemTimers } from '../store/timers.ts';
import { WorkerClient } from '../store/worker-client.ts';

const workerUrl = new URL('../store/worker/main.ts', import.meta.url);

// With a small stack this overflows inside WASM, which poisons the instance (see store/broken-instance.test.ts).
const POISON = `
  create function deep(n int) returns int language plpgsql as
    $$ begin if n = 0 then return 0; end if; return deep(n - 1) + 1; end $$;
  create function overflow() returns trigger language plpgsql as $$ begin perform deep(5000); return new; end $$;
  create trigger poison before insert on planning_notes for each row execute function overflow();`;

it('an edit that meets a poisoned database is made on the one that replaces it, once', async () => {
  await using directory = await testDirectory();
  const templateDir = await testTemplate();
  const pgdata = join(directory.path, 'pgdata');
  await copyDirectoryDurably(join(templateDir, 'pgdata'), pgdata);
  const open = (stackMb?: number) =>
    WorkerClient.open({ directory: pgdata, workerUrl, timers: systemTimers, ...(stackMb ? { stackMb } : {}) });
  const store = new LocalStore(await open(1), {
    openInstance: async () => {
      const client = await open();
      await client.request({ kind: 'script', sql: 'drop trigger if exists poison on planning_notes' }, 30_000);
      return client;
    },
    release: async () => undefined,
  });
  const named = { id: 'user_ada', name: 'Ada' };
  const engine = await openEngine(
    {
      dataDir: directory.path,
      templateDir,
      workspace: 'cloud',
      cloud: { url: 'http://127.0.0.1:9', publishableKey: 'sb_publishable_none' },
      identity: { user: named, organization: { id: 'org', name: 'Org' }, role: 'ADMIN' },
      tokens: fixedTokenSource(null),
      offline: true,
    },
    { platform: { ...machinePlatform, log: () => undefined }, realtime: false, openStore: async () => store },
  );
  const { id: project } = await engine.command('project.create', { title: 'Fintech' });
  for (const statement of POISON.split(';\n')) await store.maintain(statement);
  const { id } = await engine.command('note.create', { project_id: project, content: 'Typed into a broken database' });
  expect(store.replacements).toBe(1);
  const { rows } = await store.query(
    "select n.id::text as id, o.op, o.state from planning_notes n join outbox o on o.row_id = n.id::text where n.content like 'Typed%'",
  );
  expect(rows).toEqual([{ id, op: 'insert', state: 'pending' }]);
  expect(engine.status().pending_count).toBe(2);
  await engine.close();
});
