import type { CloudCheck, CloudSettings } from '../../../shared/ipc/host.ts';

/** What a check takes from the machine. */
export interface CheckParts {
  fetch: typeof fetch;
  now(): Date;
  openSocket(address: string): WebSocket;
  after(ms: number, task: () => void): () => void;
}

export type Finding = Omit<CloudCheck, 'name'>;

/** Looks at one thing of a cloud. */
export type Check = (settings: CloudSettings, parts: CheckParts) => Promise<Finding>;

export const passed = (found: string): Finding => ({ result: 'passed', found, advice: '' });
export const failed = (found: string, advice: string): Finding => ({ result: 'failed', found, advice });
export const warning = (found: string, advice: string): Finding => ({ result: 'warning', found, advice });
