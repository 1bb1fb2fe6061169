/** `npm run n8n:embed`: writes the code of n8n/code into the Code nodes of n8n/workflows. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { embedCode } from '../n8n/embed-code.ts';

const folder = join(import.meta.dirname, '../n8n/workflows');
for (const file of await readdir(folder)) {
  const path = join(folder, file);
  const before = await readFile(path, 'utf8');
  const after = await embedCode(before);
  if (after !== before) await writeFile(path, after);
}
