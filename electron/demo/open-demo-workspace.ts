import type { OpenWorkspace } from '../host/workspace.ts';
import { deskDirectory } from '../machine/data-directory.ts';
import { openDemoCloud } from './demo-cloud.ts';
import { type DemoProfile, demoIdentity } from './demo-profiles.ts';

/** The demo workspace of a producer: the embedded cloud (held until `close`), who they are, and where their desk's data lies. */
export async function openDemoWorkspace(options: {
  dataDir: string;
  profile: DemoProfile;
  /** Starts the cloud of a directory; default a process of Node. */
  start?: (directory: string) => Promise<void>;
  log?: (line: string) => void;
}): Promise<OpenWorkspace> {
  const identity = demoIdentity(options.profile);
  const { user, organization } = identity;
  const cloud = await openDemoCloud(options);
  return {
    description: {
      workspace: 'demo',
      dataDir: deskDirectory(options.dataDir, { workspace: 'demo', userId: user.id, organizationId: organization.id }),
      cloud: { url: cloud.url, publishableKey: cloud.publishableKey },
      identity,
      tokens: { from: 'demo', profile: options.profile },
    },
    close: () => cloud.close(),
  };
}
