import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mintToken } from '../../cloud/identity/mint-token.ts';
import type { HostCallName } from '../../shared/ipc/host.ts';
import { DeskHost } from '../host/desk-host.ts';
import type { OpenWorkspace, Workspace } from '../host/workspace.ts';

export const CLOUD = {
  url: 'https://abcdefgh.supabase.co',
  publishableKey: 'sb_publishable_x',
  clerkPublishableKey: `pk_test_${btoa('brave-otter-1.clerk.accounts.dev$')}`,
};
/** Where the desks of that cloud lie. */
export const PROJECT = '/cloud/abcdefgh%2esupabase%2eco';
export const DEMO: Workspace = {
  workspace: 'demo',
  dataDir: '/demo',
  cloud: { url: 'http://127.0.0.1:9', publishableKey: 'key' },
  identity: { user: { id: 'user_ada', name: 'Ada' }, organization: { id: 'org_demo', name: 'Demo' }, role: 'OWNER' },
  tokens: { from: 'demo', profile: 'ada' },
};

export interface SceneOptions {
  dataDir?: string;
  environment?: NodeJS.ProcessEnv;
  openDemo?: () => Promise<OpenWorkspace>;
}

export async function scene(options: SceneOptions = {}) {
  const { starting, ...begun } = await begin(options);
  await starting;
  return begun;
}

/** A host that starts, and whose engine only notes what it is told. */
export async function begin(options: SceneOptions) {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'desks-')));
  const events: string[] = [];
  const log: string[] = [];
  const host = new DeskHost({
    dataDir,
    environment: options.environment ?? {},
    engine: {
      open: async (workspace) => {
        events.push(`open ${workspace.dataDir.replace(dataDir, '').replace('/desks', '')}`);
        if (workspace.workspace === 'cloud') await mkdir(workspace.dataDir, { recursive: true });
      },
      close: async () => void events.push('close'),
    },
    openDemo:
      options.openDemo ?? (async () => ({ description: DEMO, close: async () => void events.push('demo ends') })),
    checkCloud: async () => ({ checks: [], usable: true }),
    now: () => new Date('2026-11-28T12:00:00Z'),
    log: (line) => log.push(line),
  });
  const starting = host.start();
  const call = (name: HostCallName, params: unknown) => host.answer(name, params);
  const enter = async (user: string, organization: string, role: 'admin' | 'member' = 'member') =>
    call('identity.enter', {
      token: await mintToken({ user, organization, role }),
      userName: `Name of ${user}`,
      organizationName: `Name of ${organization}`,
    });
  return { host, starting, dataDir, events, log, call, enter };
}
