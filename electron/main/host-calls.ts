import { z } from 'zod';
import { HOST_CALL_MESSAGE, HOST_STATE_MESSAGE } from '../../shared/ipc/bridge.ts';
import type { DeskHost } from '../host/desk-host.ts';
import { handlePrivileged, type PrivilegedParts } from './privileged.ts';

/** Name and parameters are the host's to judge (electron/host/host-calls.ts). */
const HostCall = z.strictObject({ name: z.string().max(100), params: z.unknown() });

/**
 * Answers the page's calls of its host, and tells it each change of the host's state. Returns what tells it now; while the desk
 * starts there is nothing to tell yet, and its end is such a change.
 */
export function serveHostCalls(parts: PrivilegedParts, desk: DeskHost): () => void {
  handlePrivileged(parts, HOST_CALL_MESSAGE, HostCall, ({ name, params }) => desk.answer(name, params));
  const tell = (): void => parts.page()?.send(HOST_STATE_MESSAGE, desk.state);
  desk.onState(tell);
  return () => {
    if (desk.hasStarted) tell();
  };
}
