import type { CloudSettings, DeskIdentity } from '../../shared/ipc/host.ts';
import { deskDirectory } from '../machine/data-directory.ts';
import { identityOf } from './identities.ts';
import type { Workspace } from './workspace.ts';

/** The desk of a person of one organisation on a cloud, in a folder of its own. */
export function cloudWorkspace(
  dataDir: string,
  cloud: CloudSettings,
  identity: DeskIdentity,
  tokensFrom: 'environment' | 'page',
): Workspace {
  return {
    workspace: 'cloud',
    dataDir: deskDirectory(dataDir, {
      workspace: 'cloud',
      project: new URL(cloud.url).host,
      userId: identity.user.id,
      organizationId: identity.organization.id,
    }),
    cloud: { url: cloud.url, publishableKey: cloud.publishableKey },
    identity: identityOf(identity),
    tokens: { from: tokensFrom },
  };
}
