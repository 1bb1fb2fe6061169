import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockFile {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}

// `npm install` forgets the builds for other platforms when its registry does not hold them, and `npm ci` then refuses the
// lock file on every machine.
it('the lock file names the builds for every platform', () => {
  const { packages }: LockFile = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const missing = Object.entries(packages).flatMap(([dependent, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !placesOf(name, dependent).some((place) => place in packages)),
  );
  expect(missing).toEqual([]);
});

/** Where npm looks for a package: beside its dependent, then outwards. */
function placesOf(name: string, dependent: string): string[] {
  const parents = dependent
    .split('/node_modules/')
    .map((_, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
  return [...parents.map((parent) => `${parent}/node_modules/${name}`), `node_modules/${name}`];
}
