import { z } from 'zod';
import { DEMO_PROFILES } from '../demo/demo-profiles.ts';

/**
 * What an engine is opened on, as data: it crosses from the starter to Electron's main process and on to the engine's process.
 * Tokens are named by where they come from and never travel themselves.
 */
export const Workspace = z.object({
  workspace: z.enum(['demo', 'cloud']),
  /** Folder of this user and organisation. */
  dataDir: z.string().min(1),
  cloud: z.object({ url: z.url({ protocol: /^https?$/ }), publishableKey: z.string().min(1) }),
  identity: z.object({
    user: z.object({ id: z.string().min(1), name: z.string() }),
    organization: z.object({ id: z.string().min(1), name: z.string() }),
    role: z.enum(['OWNER', 'ADMIN', 'MEMBER']),
  }),
  tokens: z.discriminatedUnion('from', [
    z.object({ from: z.literal('demo'), profile: z.enum(DEMO_PROFILES) }),
    /** The environment variable SHOWRUNNER_TOKEN. */
    z.object({ from: z.literal('environment') }),
    z.object({ from: z.literal('page') }),
  ]),
});
export type Workspace = z.infer<typeof Workspace>;

/** A workspace that can be used until `close`. */
export interface OpenWorkspace {
  description: Workspace;
  close(): Promise<void>;
}
