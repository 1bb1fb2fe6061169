import { describe, expect, it } from 'vitest';
import type { HostState } from '../../shared/ipc/host.ts';
import { presentDesk } from './present-desk.ts';

const ADA: HostState = {
  workspace: 'cloud',
  cloud: null,
  identity: {
    user: { id: 'user_ada', name: 'Ada Thornton' },
    organization: { id: 'org_1', name: 'Meridian' },
    role: 'ADMIN',
  },
  desks: [],
  tokens: 'page',
  signOutPending: null,
  demoTrouble: null,
};
const BEN = { id: 'user_ben', name: 'Ben' };
const TIDES = { id: 'org_2', name: 'Tides' };

describe('presentDesk', () => {
  it.each<[string, HostState, boolean]>([
    ['has signed out', { ...ADA, identity: null }, false],
    ['is locked out', ADA, true],
    ['is somebody else', { ...ADA, identity: ADA.identity && { ...ADA.identity, user: BEN } }, false],
    [
      'is at another organisation',
      { ...ADA, identity: ADA.identity && { ...ADA.identity, organization: TIDES } },
      false,
    ],
    ['is in another workspace', { ...ADA, workspace: 'demo' }, false],
  ])('is another when whoever was here %s', (_, host, isLocked) => {
    expect(presentDesk(host, isLocked)).not.toBe(presentDesk(ADA, false));
  });
  it('is the same while only names and rights change', () => {
    const renamed = { ...ADA, identity: ADA.identity && { ...ADA.identity, role: 'MEMBER' as const } };
    expect(presentDesk(renamed, false)).toBe(presentDesk(ADA, false));
  });
  it('is not known before the host has spoken', () => {
    expect(presentDesk(null, false)).toBeNull();
  });
});
