import { openDemoWorkspace } from '../demo/open-demo-workspace.ts';
import { isCloudConfigured, openCloudWorkspace } from '../host/cloud-workspace.ts';
import { type OpenWorkspace, Workspace } from '../host/workspace.ts';

/** The workspace that `npm start` has opened for us and holds, or null in an installed app. */
export function givenWorkspace(environment: NodeJS.ProcessEnv): Workspace | null {
  const text = environment.SHOWRUNNER_WORKSPACE;
  return text === undefined ? null : Workspace.parse(JSON.parse(text));
}

/** The workspace of an installed app. Rejects with a StartRefusal. */
export function openOwnWorkspace(options: {
  dataDir: string;
  environment: NodeJS.ProcessEnv;
  startCloud: (directory: string) => Promise<void>;
}): Promise<OpenWorkspace> {
  const { dataDir, environment, startCloud } = options;
  return isCloudConfigured(environment)
    ? openCloudWorkspace({ dataDir, environment })
    : openDemoWorkspace({ dataDir, profile: 'ada', start: startCloud });
}
