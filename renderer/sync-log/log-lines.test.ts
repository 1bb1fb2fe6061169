import { describe, expect, it } from 'vitest';
import { logLines } from './log-lines.ts';

const lines = [
  { kind: 'connection', message: 'Connected to the cloud.' },
  { kind: 'sent', message: 'Everything that waited has reached the cloud.' },
  { kind: 'repaired', message: 'blocks: 2 brought up to date' },
];

describe('logLines', () => {
  it('narrows by kind and by words in any order', () => {
    expect(logLines(lines, 'all', '')).toEqual(lines);
    expect(logLines(lines, 'repairs', '').map(({ kind }) => kind)).toEqual(['repaired']);
    expect(logLines(lines, 'all', 'cloud connected').map(({ kind }) => kind)).toEqual(['connection']);
    expect(logLines(lines, 'traffic', 'connected')).toEqual([]);
  });
});
