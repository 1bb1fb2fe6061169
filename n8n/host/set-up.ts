import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentialsOf, type Secrets } from './credentials.ts';
import type { N8nHost } from './n8n-host.ts';
import { runN8nCommand } from './run-n8n.ts';
import { type ChosenSettings, withSettings } from './with-settings.ts';

const WORKFLOWS = join(import.meta.dirname, '../workflows');
/** Published in this order: what is called comes before its caller. */
const IDS = ['showrunnerErrors', 'showrunnerEpisode', 'showrunnerAnswer', 'showrunnerGenerate'];

interface SetUpOptions {
  secrets: Secrets;
  settings: ChosenSettings;
  log: (line: string) => void;
  /** Ends it early: nothing that it has written stays. */
  signal?: AbortSignal;
}

/**
 * Imports credentials and workflows into n8n (replacing those of an earlier time) and publishes them. n8n must not be running,
 * or be started again afterwards: it reads what is published when it starts.
 */
export async function setUpN8n(host: N8nHost, options: SetUpOptions): Promise<void> {
  const { settings, log, signal } = options;
  await mkdir(host.folder, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'showrunner-n8n-')); // of mode 700
  try {
    await importCredentials(host, folder, options);

    const workflows = join(folder, 'workflows');
    await mkdir(workflows);
    for (const file of await readdir(WORKFLOWS)) {
      await writeFile(join(workflows, file), withSettings(await readFile(join(WORKFLOWS, file), 'utf8'), settings));
    }
    log('n8n: importing workflows');
    await runN8nCommand(host, ['import:workflow', '--separate', `--input=${workflows}`], signal);
    for (const id of IDS) {
      log(`n8n: publishing ${id}`);
      await runN8nCommand(host, ['publish:workflow', `--id=${id}`], signal);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** They lie on the disk, readable, for as long as n8n reads them and no longer. */
async function importCredentials(host: N8nHost, folder: string, { secrets, log, signal }: SetUpOptions): Promise<void> {
  const credentials = join(folder, 'credentials.json');
  try {
    await writeFile(credentials, JSON.stringify(credentialsOf(secrets)));
    log('n8n: importing credentials');
    await runN8nCommand(host, ['import:credentials', `--input=${credentials}`], signal);
  } finally {
    await rm(credentials, { force: true });
  }
}
