/** `npm run package [-- --linux|--mac|--win] [--dir]`: builds everything and packs installers for this platform into `release/`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildStale } from './build/build.ts';

const root = join(import.meta.dirname, '..');
await buildStale(root, { for: 'package', onRun: (name) => console.log(`Building: ${name} …`) });

const cli = join(root, 'node_modules/electron-builder/cli.js');
const { status } = spawnSync(process.execPath, [cli, '--publish', 'never', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
