import { join } from 'node:path';
import { installedElectron } from '../../scripts/start/electron-binary.ts';

/**
 * Where a walk runs: the app in a browser (`npm test`), or in Electron's own window (`npm run test:electron`, the same walks). The
 * vitest project says which; see vitest.config.ts.
 */
export const walkHost: 'browser' | 'electron' =
  process.env.SHOWRUNNER_WALK_HOST === 'electron' ? 'electron' : 'browser';

const binary = installedElectron(join(import.meta.dirname, '../..'));

/** Path of Electron's binary, or null with the reason why the walks in Electron are skipped. */
export const electronBinary = 'path' in binary ? binary : { path: null, missing: binary.missing };
