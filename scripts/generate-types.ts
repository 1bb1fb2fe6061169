/** `npm run types` writes the generated files; with `--check` it changes nothing and fails when one is stale. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { generateCloudTypes } from './types/cloud-schema.ts';
import { generateDeskTypes } from './types/desk-types.ts';
import type { GeneratedFile } from './types/generated-file.ts';

const repository = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');

const files: GeneratedFile[] = [
  ...(await generateDeskTypes(repository)),
  { path: 'shared/generated/cloud-database.ts', text: await generateCloudTypes() },
];

const stale: string[] = [];
for (const { path, text } of files) {
  const target = join(repository, path);
  const current = await readFile(target, 'utf8').catch(() => null);
  if (current === text) continue;
  stale.push(path);
  if (check) continue;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}

if (!check) {
  console.log(stale.length === 0 ? 'Generated types are up to date.' : `Wrote ${stale.join(', ')}.`);
} else if (stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. The migrations or queries have changed: run "npm run types" and commit.`);
  process.exitCode = 1;
}
