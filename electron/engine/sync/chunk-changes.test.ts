import { describe, expect, it } from 'vitest';
import { chunkChanges, nextChunkRows, takeChunk } from './chunk-changes.ts';

const changes = (count: number, characters = 10) =>
  Array.from({ length: count }, (_, n) => ({
    table: 'planning_notes' as const,
    row: { id: `${n}`, rev: 1, deleted_at: null, content: 'x'.repeat(characters) },
  }));

describe('the transactions of a pull', () => {
  it('hold so many rows, or so much text', () => {
    expect(takeChunk(changes(500), 0)).toHaveLength(200);
    expect(takeChunk(changes(500, 20_000), 0).length).toBeLessThan(15);
    expect(takeChunk(changes(3, 2_000_000), 0)).toHaveLength(1);
    expect(chunkChanges(changes(450)).map(({ length }) => length)).toEqual([200, 200, 50]);
  });

  it('grow while nobody waits, and are short at once when somebody types', () => {
    let rows = 200;
    for (let turn = 0; turn < 5; turn += 1) rows = nextChunkRows({ rows, ms: rows / 50 }, false);
    expect(rows).toBe(1_000);
    expect(nextChunkRows({ rows, ms: 20 }, true)).toBe(200);
  });

  it('fit the time on a slow machine, whoever waits', () => {
    expect(nextChunkRows({ rows: 200, ms: 40 }, true)).toBe(100);
    expect(nextChunkRows({ rows: 1_000, ms: 600 }, false)).toBe(100);
    expect(nextChunkRows({ rows: 100, ms: 5_000 }, true)).toBe(50);
  });
});
