import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { openStore } from './open-store.ts';
import { testDirectory, testTemplate } from './testing/test-store.ts';

const WRITER = join(import.meta.dirname, 'testing/writer.ts');

/** Starts a writer and kills it after `acks` acknowledged edits (0: as soon as the process runs, in the middle of opening). */
async function writeUntilKilled(dataDir: string, templateDir: string, first: number, acks: number) {
  const child = spawn(process.execPath, [WRITER, dataDir, templateDir, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const acknowledged: number[] = [];
  let present: number[] | null = null;
  if (acks === 0) {
    await once(child, 'spawn');
    child.kill('SIGKILL');
  }
  for await (const line of createInterface({ input: child.stdout })) {
    const [event, value = ''] = line.split(' ');
    if (event === 'present') present = JSON.parse(value);
    if (event === 'ack') acknowledged.push(Number(value));
    if (acknowledged.length >= acks) child.kill('SIGKILL');
  }
  const [code, signal] = await exit;
  return { acknowledged, present, code, signal };
}

describe('kill -9', () => {
  it('loses no acknowledged edit, keeps edit and outbox together, and the store opens by itself each time', async () => {
    await using directory = await testDirectory();
    const templateDir = await testTemplate();
    const acknowledged = new Set<number>();
    let first = 1;
    // Few and many edits after an opening, across checkpoints (every 40), and twice in the middle of opening.
    for (const acks of [3, 57, 1, 0, 91, 12, 40, 0, 7, 130, 2, 23]) {
      const round = await writeUntilKilled(directory.path, templateDir, first, acks);
      expect(round.signal).toBe('SIGKILL');
      if (round.present) expect([...acknowledged].filter((n) => !round.present?.includes(n))).toEqual([]);
      for (const n of round.acknowledged) acknowledged.add(n);
      first += 1_000;
    }
    const store = await openStore({ dataDir: directory.path, templateDir });
    const { rows } = await store.query<{ written: number[]; outbox: number[] }>(`
      select (select json_agg((event_data ->> 'n')::int order by 1) from user_events) as written,
        (select json_agg(row_id::int order by 1) from outbox) as outbox`);
    await store.close();
    const written = new Set(rows[0]?.written);
    expect([...acknowledged].filter((n) => !written.has(n))).toEqual([]);
    expect(new Set(rows[0]?.outbox)).toEqual(written);
    expect(acknowledged.size).toBeGreaterThan(300);
  });
});
