import type { EngineOptions } from '../engine/contract.ts';
import { deskDirectory } from '../machine/data-directory.ts';
import { openDemoCloud } from './demo-cloud.ts';
import { type DemoProfile, demoIdentity } from './demo-profiles.ts';
import { demoTokens } from './demo-tokens.ts';

export interface DemoWorkspace {
  /** All of the engine's options but where the template lies. */
  engine: Omit<EngineOptions, 'templateDir'>;
  close(): Promise<void>;
}

/** The demo workspace of a producer: the embedded cloud, who they are, and where their desk's data lies. */
export async function openDemoWorkspace(options: {
  dataDir: string;
  profile: DemoProfile;
  log?: (line: string) => void;
}): Promise<DemoWorkspace> {
  const identity = demoIdentity(options.profile);
  const cloud = await openDemoCloud(options);
  return {
    engine: {
      dataDir: deskDirectory(options.dataDir, {
        workspace: 'demo',
        userId: identity.user.id,
        organizationId: identity.organization.id,
      }),
      workspace: 'demo',
      cloud: { url: cloud.url, publishableKey: cloud.publishableKey },
      identity,
      tokens: demoTokens(options.profile),
    },
    close: () => cloud.close(),
  };
}
