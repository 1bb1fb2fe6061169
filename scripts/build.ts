/** `npm run build`: the page, the template store, Electron's bundles and the demo cloud into `dist/`; a step whose inputs have not changed is skipped. */
import { join } from 'node:path';
import { buildStale } from './build/build.ts';

const root = join(import.meta.dirname, '..');
const ran = await buildStale(root, { for: 'electron', onRun: (name) => console.log(`Building: ${name}`) });
if (ran.length === 0) console.log('Everything is built.');
