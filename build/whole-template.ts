import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

/**
 * What keeps a folder without files in a package. electron-builder copies files and makes their folders: once when it packs, and
 * for an AppImage once more. Postgres passes over a name that is not one of its own. (`.gitkeep` would be left out as well.)
 */
const KEEPER = '.keep';

/** Here each name is the folder of a tablespace: after a crash Postgres looks into it, and does not start when it is a file. */
const FOLDERS_ONLY = 'pg_tblspc';

/** Makes the packed template store whole, with every folder of the one that was built; throws when a file of it differs. */
export async function makeTemplateWhole(built: string, packed: string): Promise<void> {
  const entries = await readdir(built, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const source = join(entry.parentPath, entry.name);
    const path = relative(built, source);
    const target = join(packed, path);
    if (entry.isDirectory()) await keepFolder(source, target);
    else if (!(await sameContent(source, target))) throw notWhole(path, 'is not in the package as it was built');
  }
  const known = new Set(entries.map((entry) => relative(built, join(entry.parentPath, entry.name))));
  for (const path of await readdir(packed, { recursive: true })) {
    if (!known.has(path) && !path.endsWith(KEEPER)) throw notWhole(path, 'was not built');
  }
}

async function keepFolder(source: string, target: string): Promise<void> {
  const holder = basename(target) === FOLDERS_ONLY ? join(target, KEEPER) : target;
  const isEmpty = (await readdir(source)).length === 0;
  await mkdir(isEmpty ? holder : target, { recursive: true });
  if (isEmpty) await writeFile(join(holder, KEEPER), '');
}

async function sameContent(source: string, target: string): Promise<boolean> {
  const packed = await readFile(target).catch(() => null);
  return packed?.equals(await readFile(source)) === true;
}

function notWhole(path: string, how: string): Error {
  return new Error(
    `The template store in the package is not the one in dist/template: ${path} ${how}. Package it again.`,
  );
}
