/** What a long run is asked for is looked at before it begins: one that plays nothing would say that nothing was lost. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const end = (script: string, args: string[]) =>
  new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, script), ...args], (error, _, said) =>
      resolve({ code: error?.code ?? 0, said }),
    );
  });

test.each([
  ['torture.ts', ['--kills', '2OO'], 'Give whole numbers to --kills and --cuts, one of them above 0.'],
  ['torture.ts', ['--kills', '0', '--cuts=-5'], 'Give whole numbers to --kills and --cuts, one of them above 0.'],
  ['torture.ts', ['--kills', '0', '--cuts', '0'], 'Give whole numbers to --kills and --cuts, one of them above 0.'],
  ['hunt.ts', ['--schedules', 'many'], 'Give --schedules from 1.'],
  ['hunt.ts', ['no-idempotancy'], 'There is no planted bug no-idempotancy. There are: cursor-by-highest-number, '],
])('%s %j does not begin, and says why', async (script, args, sentence) => {
  const { code, said } = await end(script, args);
  expect(said).toContain(sentence);
  expect(code).toBe(1);
});
