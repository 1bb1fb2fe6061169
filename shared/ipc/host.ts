/**
 * What a page asks of its host, beside the engine: which workspace is open, for whom, and how it is connected. In Electron the
 * host is the main process, in the browser host the server behind the page. It answers also while no engine runs, because
 * somebody has to sign in first.
 */
import type { SessionInfo } from './contract.ts';

/** Where a real workspace lives. None of the three is a secret; a secret key is refused. */
export interface CloudSettings {
  /** https://<ref>.supabase.co */
  url: string;
  /** sb_publishable_…, or the older anon key */
  publishableKey: string;
  /** pk_… */
  clerkPublishableKey: string;
}

/** Who a desk works as. */
export type DeskIdentity = Omit<SessionInfo, 'workspace'>;

export interface HostState {
  workspace: 'demo' | 'cloud';
  /** Null when no cloud is known; the demo can then only be left by connecting one. */
  cloud: (CloudSettings & { from: 'environment' | 'settings' }) | null;
  /** Whom the engine works for. Null: nobody has signed in, and no engine runs. */
  identity: DeskIdentity | null;
  /** Desks of the same person on this machine; each can be opened without a network. */
  desks: DeskIdentity[];
  /** `engine`: tokens come from the demo or a variable, and the page is never asked for one. */
  tokens: 'page' | 'engine';
  /** Id of a person who left while the sign-in service could not be asked: their session there is still to be ended. */
  signOutPending: string | null;
  /** Why the demo that was chosen did not open at the start, in a sentence; a known cloud is open in its place, or nothing is. */
  demoTrouble: string | null;
}

/** What is looked at when a cloud is connected, in this order. */
export const CLOUD_CHECKS = [
  'settings',
  'clerk-key',
  'reachable',
  'supabase',
  'key',
  'time',
  'schema',
  'rls',
  'realtime',
] as const;
export type CloudCheckName = (typeof CLOUD_CHECKS)[number];

export interface CloudCheck {
  name: CloudCheckName;
  /** `skipped`: one before it failed, so there was nothing to look at. */
  result: 'passed' | 'failed' | 'warning' | 'skipped';
  /** What was found, in a sentence. */
  found: string;
  /** What to do about it; empty when there is nothing to do. */
  advice: string;
}

export interface CloudReport {
  checks: CloudCheck[];
  /** Nothing failed: the desk can work with it. */
  usable: boolean;
}

export interface HostCalls {
  /** Looks at a cloud; keeps nothing. */
  'cloud.check': { params: CloudSettings; result: CloudReport };
  /** Keeps the settings and leaves the demo. Refused while environment variables name a cloud. */
  'cloud.connect': { params: CloudSettings; result: HostState };
  /**
   * Opens the demo, or the cloud that is known. What the other one holds stays where it is. After a demo that did not open: tries
   * it once more, or stays in the cloud that is open in its place.
   */
  'workspace.choose': { params: { workspace: 'demo' | 'cloud' }; result: HostState };
  /**
   * Opens the desk of whom the token speaks for, and remembers them. Names come from the sign-in, since a token carries ids only.
   */
  'identity.enter': {
    params: { token: string; userName: string; organizationName: string };
    result: HostState;
  };
  /** Opens another desk of the same person without asking anybody; for switching offline. */
  'identity.open-known': { params: { organizationId: string }; result: HostState };
  /**
   * Closes the desk and forgets who worked on it. `remove` deletes its data on this machine, unsent edits included: only after
   * the person was told what that is.
   */
  'identity.leave': { params: { remove: boolean }; result: HostState };
  /** The session of whoever left has ended at the sign-in service too. */
  'identity.signed-out': { params: Record<string, never>; result: HostState };
}

export type HostCallName = keyof HostCalls;

/** A refusal for people; `bad-request` is a fault of the page. */
export interface HostError {
  code: 'bad-request' | 'refused' | 'internal';
  message: string;
}

export type HostAnswer<Name extends HostCallName> =
  | { ok: true; result: HostCalls[Name]['result'] }
  | { ok: false; error: HostError };

/**
 * Frames of the browser host, on the page's one socket beside the engine's messages (which have no `host`). In Electron the calls
 * go over IPC, and each engine brings a port of its own.
 */
export type HostFrameFromPage =
  | { host: 'call'; id: number; name: HostCallName; params: unknown }
  /** The page has let go of the engine before; what it sends from now on is for the next one. */
  | { host: 'engine-ready' };
export type HostFrameToPage =
  | { host: 'answer'; id: number; answer: HostAnswer<HostCallName> }
  | { host: 'state'; state: HostState }
  | { host: 'engine-gone' };
