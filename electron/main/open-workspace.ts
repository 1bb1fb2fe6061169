import { openDemoWorkspace } from '../demo/open-demo-workspace.ts';
import { type OpenWorkspace, Workspace } from '../host/workspace.ts';

/** The demo that `npm start` has opened for us and holds, or null. */
export function givenWorkspace(environment: NodeJS.ProcessEnv): Workspace | null {
  const text = environment.SHOWRUNNER_WORKSPACE;
  return text === undefined ? null : Workspace.parse(JSON.parse(text));
}

/** The demo: given, or started and held by us. Rejects with a StartRefusal. */
export async function openDemo(options: {
  given: Workspace | null;
  dataDir: string;
  startCloud: (directory: string) => Promise<void>;
}): Promise<OpenWorkspace> {
  const { given, dataDir, startCloud } = options;
  if (given !== null) return { description: given, close: async () => {} };
  return openDemoWorkspace({ dataDir, profile: 'ada', start: startCloud });
}
