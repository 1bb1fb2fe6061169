import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockedPackage {
  optionalDependencies?: Record<string, string>;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

const { packages }: { packages: Record<string, LockedPackage> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

// `npm install` forgets the builds for other platforms when its registry does not hold them, and `npm ci` then refuses the
// lock file on every machine.
it('the lock file names the builds for every platform', () => {
  const missing = Object.entries(packages).flatMap(([dependent, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !placesOf(name, dependent).some((place) => place in packages)),
  );
  expect(missing).toEqual([]);
});

// `npm ci` ends with EBADPLATFORM on every other platform, also where nothing would have loaded the package.
it('what is for one platform only is optional', () => {
  const required = Object.entries(packages).flatMap(([name, { optional, os, cpu, libc }]) =>
    (os ?? cpu ?? libc) !== undefined && optional !== true ? [name] : [],
  );
  expect(required).toEqual([]);
});

/** Where npm looks for a package: beside its dependent, then outwards. */
function placesOf(name: string, dependent: string): string[] {
  const parents = dependent
    .split('/node_modules/')
    .map((_, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
  return [...parents.map((parent) => `${parent}/node_modules/${name}`), `node_modules/${name}`];
}
