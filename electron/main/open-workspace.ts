import { type DemoProfile, isDemoProfile } from '../demo/demo-profiles.ts';
import { openDemoWorkspace } from '../demo/open-demo-workspace.ts';
import { type OpenWorkspace, Workspace } from '../host/workspace.ts';

/** The demo that `npm start` has opened for us and holds, or null. */
export function givenWorkspace(environment: NodeJS.ProcessEnv): Workspace | null {
  const text = environment.SHOWRUNNER_WORKSPACE;
  return text === undefined ? null : Workspace.parse(JSON.parse(text));
}

/** Whose demo the starter was asked for (`--profile`). An installed app is asked for none. */
function wantedProfile({ SHOWRUNNER_PROFILE: profile = '' }: NodeJS.ProcessEnv): DemoProfile {
  return isDemoProfile(profile) ? profile : 'ada';
}

/** The demo: given, or started and held by us. Rejects with a StartRefusal. */
export async function openDemo(options: {
  given: Workspace | null;
  dataDir: string;
  environment: NodeJS.ProcessEnv;
  startCloud: (directory: string) => Promise<void>;
}): Promise<OpenWorkspace> {
  const { given, dataDir, environment, startCloud } = options;
  if (given !== null) return { description: given, close: async () => {} };
  return openDemoWorkspace({ dataDir, profile: wantedProfile(environment), start: startCloud });
}
