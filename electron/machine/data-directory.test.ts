import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultDataDirectory, deskDirectory } from './data-directory.ts';

describe('defaultDataDirectory', () => {
  const home = join('/home', 'ada');

  test('follows XDG_DATA_HOME on Linux, and its default when that is empty', () => {
    const linux = (environment: NodeJS.ProcessEnv) => defaultDataDirectory({ platform: 'linux', environment, home });
    expect(linux({ XDG_DATA_HOME: '/data' })).toBe(join('/data', 'showrunner'));
    expect(linux({ XDG_DATA_HOME: '' })).toBe(join(home, '.local/share/showrunner'));
  });

  test('uses Application Support on macOS and LOCALAPPDATA on Windows', () => {
    expect(defaultDataDirectory({ platform: 'darwin', environment: {}, home })).toContain('Application Support');
    const windows = { platform: 'win32' as const, environment: { LOCALAPPDATA: '/local' }, home };
    expect(defaultDataDirectory(windows)).toBe(join('/local', 'Showrunner'));
  });
});

describe('deskDirectory', () => {
  const desk = (userId: string, organizationId = 'org_demo') =>
    deskDirectory('/data', { workspace: 'demo', userId, organizationId });

  test('is one folder below the workspace', () => {
    expect(desk('user_ada')).toBe(join('/data/desks/demo/user_ada-org_demo'));
  });

  test('keeps hostile ids inside it', () => {
    for (const id of ['..', '../../etc', 'a/b', 'a\\b', '.', 'C:', 'nul\0']) {
      const path = desk(id, id);
      expect(path.startsWith(join('/data/desks/demo/'))).toBe(true);
      expect(path.slice(join('/data/desks/demo/').length)).not.toMatch(/[/\\:]|^\.|\0/);
    }
  });

  test('gives two different ids two different folders', () => {
    const ids = ['a', 'A', 'a.b', 'a%2eb', 'a-b', 'a/b', '..', '.'];
    expect(new Set(ids.map((id) => desk(id))).size).toBe(ids.length);
  });
});
