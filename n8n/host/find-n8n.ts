import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** The version that the workflows are written for and tested with; 2.41 cannot be installed (one of its parts is missing). */
export const N8N_VERSION = '2.40.7';

const Manifest = z.object({ version: z.string() });

/** Where n8n may be: outside the project, because it is 2.8 GB and has dependencies of its own. */
function folders(): string[] {
  const own = join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share'), 'showrunner/n8n');
  const chosen = process.env.SHOWRUNNER_N8N_DIR;
  return chosen === undefined || chosen === '' ? ['/opt/n8n', own] : [chosen];
}

/**
 * The file to run with Node 24 for this version of n8n. Installs it (about five minutes, once) where it is missing: into
 * $SHOWRUNNER_N8N_DIR, else into ~/.local/share/showrunner/n8n.
 */
export async function findN8n(log: (line: string) => void): Promise<string> {
  for (const folder of folders()) {
    const manifest = await readFile(join(folder, 'node_modules/n8n/package.json'), 'utf8').catch(() => null);
    if (manifest !== null && Manifest.parse(JSON.parse(manifest)).version === N8N_VERSION) return programIn(folder);
  }
  const folder = folders().at(-1) ?? '.';
  log(`Installing n8n ${N8N_VERSION} into ${folder}: 2.8 GB, about five minutes, once.`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'showrunner-n8n', private: true }));
  // Without scripts: what would be compiled (SQLite, among others) is not used with Postgres.
  const npm = spawn('npm', ['install', '--ignore-scripts', '--save-exact', `n8n@${N8N_VERSION}`], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise<number | null>((resolve, reject) => npm.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(`n8n could not be installed into ${folder} (npm ended with ${code}).`);
  return programIn(folder);
}

function programIn(folder: string): string {
  return join(folder, 'node_modules/n8n/bin/n8n');
}
