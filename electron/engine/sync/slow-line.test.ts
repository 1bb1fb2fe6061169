import { afterEach, describe, expect, test, vi } from 'vitest';
import { SYNCED_TABLES } from '../../../shared/sync/protocol.ts';
import type { LocalEngine } from '../open-engine.ts';
import { testCloud } from '../testing/test-cloud.ts';
import { testDesk } from '../testing/test-desk.ts';

const SETTLE_MS = 50_000;
/** Characters. */
const LONG = 8_000;

afterEach(() => void vi.restoreAllMocks());

/**
 * A line that carries so many bytes of an answer in a second, without the time that this takes: an answer which would be longer on
 * its way than its call has is cut off at once.
 */
function slowLine() {
  const limits = new Map<AbortSignal, { ms: number; end: AbortController }>();
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const end = new AbortController();
    limits.set(end.signal, { ms, end });
    return end.signal;
  });
  const line = {
    bytesPerSecond: Number.POSITIVE_INFINITY,
    calls: [] as { name: string; args: Record<string, unknown>; wasCutOff: boolean }[],
    fetch: async (...[input, init]: Parameters<typeof fetch>) => {
      const answer = await fetch(input, init);
      const body = await answer.arrayBuffer();
      const limit = init?.signal && limits.get(init.signal);
      const wasCutOff = limit ? (body.byteLength / line.bytesPerSecond) * 1000 > limit.ms : false;
      const name = /rpc\/(\w+)/.exec(String(input))?.[1] ?? '';
      line.calls.push({ name, args: typeof init?.body === 'string' ? JSON.parse(init.body) : {}, wasCutOff });
      if (!wasCutOff) return new Response(body.byteLength > 0 ? body : null, answer);
      limit?.end.abort();
      throw new DOMException('This operation was aborted', 'AbortError');
    },
  };
  return line;
}

/** An episode with blocks of that many characters. */
async function writeBlocks(engine: LocalEngine, count: number, length: number): Promise<void> {
  const { id: project_id } = await engine.command('project.create', { title: 'On a slow line' });
  const { id: episode_id } = await engine.command('episode.create', { project_id, title: 'Long' });
  for (let n = 0; n < count; n += 1) {
    const content = `${n} `.padEnd(length, 'A sentence that repeats itself. ');
    await engine.command('block.create', { episode_id, after_block_id: null, content });
  }
}

describe('on a slow line', () => {
  test('neighbouring rows come one by one, each in the time that it needs', async () => {
    await using cloud = await testCloud();
    await using there = await testDesk({ cloud, tokens: cloud.tokens() });
    await writeBlocks(there.engine, 5, LONG);
    await there.engine.settle(SETTLE_MS);

    const line = slowLine();
    // A row takes more than the usual minute of a call, and less than the four that one may take.
    line.bytesPerSecond = LONG / 150;
    await using here = await testDesk({ cloud, tokens: cloud.tokens(), platform: { fetch: line.fetch } });
    for (let call = 0; call < 80 && here.engine.status().first_sync !== null; call += 1)
      await here.engine.settle(SETTLE_MS);
    const { rows } = await here.engine.store.query('select from blocks where length(content) >= $1::int', [LONG]);
    expect(rows).toHaveLength(5);
    expect(here.engine.status()).toMatchObject({ first_sync: null, connection: { state: 'online' } });
  });

  async function withBlocks(line: ReturnType<typeof slowLine>) {
    const cloud = await testCloud();
    const desk = await testDesk({ cloud, tokens: cloud.tokens(), platform: { fetch: line.fetch } });
    const { engine } = desk;
    await writeBlocks(engine, 40, LONG);
    await engine.settle(SETTLE_MS);
    const states: string[] = [];
    const stop = engine.onStatus(({ connection }) => states.push(connection.state));
    return {
      engine,
      states,
      async [Symbol.asyncDispose]() {
        stop();
        await desk[Symbol.asyncDispose]();
        await cloud[Symbol.asyncDispose]();
      },
    };
  }

  /** What no command would do: of some blocks that the cloud sums up together none is here any more. Answers how many. */
  async function loseLargestBucket(engine: LocalEngine): Promise<number> {
    const { affected } = await engine.store.transaction({ origin: 'sync' }, (tx) =>
      tx.query(
        `delete from blocks where checksum_bucket(id::text) = (
           select checksum_bucket(id::text) from blocks group by 1 order by count(*) desc limit 1)`,
      ),
    );
    return affected;
  }

  const compared = async (engine: LocalEngine) =>
    (await engine.query('sync.compared', {})).map(({ table_name }) => table_name);

  test('the comparison asks for less until it gets through, and nobody is told that there is no connection', async () => {
    const line = slowLine();
    await using scene = await withBlocks(line);
    const { engine, states } = scene;
    const blocks = async () => (await engine.store.query('select id, content from blocks order by id')).rows;
    const whole = await blocks();
    expect(await loseLargestBucket(engine)).toBeGreaterThan(1);
    // One block at a time.
    line.bytesPerSecond = LONG / 40;
    await engine.command('sync.check', {});
    for (let call = 0; call < 80 && (await compared(engine)).length < SYNCED_TABLES.length; call += 1)
      await engine.settle(SETTLE_MS);
    expect(await compared(engine)).toHaveLength(SYNCED_TABLES.length);
    expect(await blocks()).toEqual(whole);
    expect(line.calls.filter(({ wasCutOff }) => wasCutOff).length).toBeGreaterThan(5);
    expect(states).not.toContain('unreachable');
  });

  test('a row that is too long for the comparison keeps the other tables waiting no longer', async () => {
    const line = slowLine();
    await using scene = await withBlocks(line);
    const { engine, states } = scene;
    await loseLargestBucket(engine);
    line.bytesPerSecond = LONG / 90;
    await engine.command('sync.check', {});
    const asked = () => new Set(line.calls.flatMap(({ name, args }) => (name === 'sync_checksum' ? args.p_table : [])));
    for (let call = 0; call < 80 && asked().size < SYNCED_TABLES.length; call += 1) await engine.settle(SETTLE_MS);
    expect([...asked()].sort()).toEqual([...SYNCED_TABLES].sort());
    expect(await compared(engine)).not.toContain('blocks');
    expect(await compared(engine)).toContain('episode_schedule_queue');
    expect(states).not.toContain('unreachable');
  });
});
