/**
 * `npm run package [-- --linux|--mac|--win] [--dir]`: builds everything and packs installers for this platform into `release/`.
 * With SHOWRUNNER_UPDATE_URL (https) the installed app looks for updates there: upload the content of `release/` to it.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildStale } from './build/build.ts';

const forMac = process.argv.slice(2).some((argument) => ['--mac', '--macos', '-m', '-o'].includes(argument));
if (forMac && process.platform !== 'darwin') {
  console.error(
    'A package for macOS is made on macOS: only there it can be signed, and Apple silicon starts nothing unsigned.',
  );
  process.exit(1);
}

const root = join(import.meta.dirname, '..');
await buildStale(root, { for: 'electron', onRun: (name) => console.log(`Building: ${name} …`) });

const updates = process.env.SHOWRUNNER_UPDATE_URL;
if (updates !== undefined && URL.parse(updates)?.protocol !== 'https:') {
  console.error('SHOWRUNNER_UPDATE_URL has to be an https address: what it serves is installed.');
  process.exit(1);
}
const feed = updates === undefined ? [] : ['-c.publish.provider=generic', `-c.publish.url=${updates}`];
const cli = join(root, 'node_modules/electron-builder/cli.js');
const { status } = spawnSync(process.execPath, [cli, '--publish', 'never', ...feed, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
