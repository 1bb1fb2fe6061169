import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An import, static or not, that is more than types, of a file of ours; or the address of a thread's entry. */
const REFERENCE =
  /(?:(?:import|export)(?!\s+type\b)[^'";]*?from\s*|import\s*\(?\s*|new URL\(\s*)['"](\.[^'"?]+)(?:\?[^'"]*)?['"]/g;

/** The files of ours that these are made of when they are bundled, relative to the repository like them. */
export function modulesOf(root: string, entries: readonly string[]): string[] {
  const found = new Set<string>();
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path) || !existsSync(join(root, path))) continue;
    found.add(path);
    if (!/\.tsx?$/.test(path)) continue;
    const code = readFileSync(join(root, path), 'utf8');
    for (const [, reference = ''] of code.matchAll(REFERENCE)) open.push(join(dirname(path), reference));
  }
  return [...found].sort();
}
