import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Tests change no build, and what was built is no input. Relative to the repository: where that lies says nothing. */
function isInput(path: string): boolean {
  return !/\.test\.tsx?$/.test(path) && !path.split(sep).some((part) => part === 'node_modules' || part === 'testing');
}

/** One hash over names and contents of files and folders (below `root`); a missing one counts as missing. */
export async function hashInputs(root: string, paths: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of (await filesOf(join(root, path))).filter((one) => isInput(relative(root, one)))) {
      const content = await readFile(file).catch(() => null);
      hash.update(JSON.stringify([relative(root, file), content?.length ?? null]));
      if (content !== null) hash.update(content);
    }
  }
  return hash.digest('hex');
}

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
