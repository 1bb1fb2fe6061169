/** `npm run build`: the page, the template store and Electron's bundles into `dist/`; a step whose inputs have not changed is skipped. */
import { join } from 'node:path';
import { buildStale } from './build/build.ts';

const root = join(import.meta.dirname, '..');
const ran = await buildStale(root, { electron: true, onRun: (name) => console.log(`Building: ${name}`) });
if (ran.length === 0) console.log('Everything is built.');
