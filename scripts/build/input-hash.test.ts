import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashInputs } from './input-hash.ts';

test.each(['testing', 'node_modules'])(
  'sees a change in a checkout that lies below a folder named %s',
  async (name) => {
    const root = join(await mkdtemp(join(tmpdir(), 'inputs-')), name, 'checkout');
    await mkdir(join(root, 'source'), { recursive: true });
    await writeFile(join(root, 'source/a.ts'), 'a');
    const before = await hashInputs(root, ['source']);
    await writeFile(join(root, 'source/a.ts'), 'b');
    expect(await hashInputs(root, ['source'])).not.toBe(before);
  },
);
