import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8N_VERSION } from '../host/find-n8n.ts';

/**
 * A program in n8n's place: it writes its process id to `<folder>/pid`, then runs `code` with `command`, the first of its
 * arguments. Answers the environment in which `npm run n8n` takes it for the real one and keeps everything below `folder`.
 */
export async function standInN8n(code: string): Promise<{ folder: string; environment: NodeJS.ProcessEnv }> {
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-n8n-'));
  const own = join(folder, 'n8n/node_modules/n8n');
  await mkdir(join(own, 'bin'), { recursive: true });
  await mkdir(join(folder, 'tmp'));
  await writeFile(join(own, 'package.json'), JSON.stringify({ version: N8N_VERSION }));
  const pidFile = JSON.stringify(join(folder, 'pid'));
  await writeFile(
    join(own, 'bin/n8n'),
    `const command = process.argv[2];\nrequire('node:fs').writeFileSync(${pidFile}, String(process.pid));\n${code}\n`,
  );
  const environment = {
    ...process.env,
    SHOWRUNNER_N8N_DIR: join(folder, 'n8n'),
    SHOWRUNNER_WORKER_TOKEN: 'a token',
    SHOWRUNNER_WEBHOOK_SECRET: 'a secret',
    XDG_DATA_HOME: join(folder, 'data'),
    TMPDIR: join(folder, 'tmp'),
  };
  return { folder, environment };
}
