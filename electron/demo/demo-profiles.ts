import type { Identity } from '../engine/identity/contract.ts';

/** The two producers of the demo organisation; `--profile` chooses one. The demo content of the cloud knows the same two. */
export const DEMO_PROFILES = ['ada', 'ben'] as const;
export type DemoProfile = (typeof DEMO_PROFILES)[number];

const organization = { id: 'org_demo', name: 'Meridian Research' };

const IDENTITIES: Record<DemoProfile, Identity> = {
  ada: { user: { id: 'user_ada', name: 'Ada Thornton' }, organization, role: 'OWNER' },
  ben: { user: { id: 'user_ben', name: 'Ben Okafor' }, organization, role: 'MEMBER' },
};

export function demoIdentity(profile: DemoProfile): Identity {
  return IDENTITIES[profile];
}

export function isDemoProfile(name: string): name is DemoProfile {
  return DEMO_PROFILES.some((profile) => profile === name);
}
