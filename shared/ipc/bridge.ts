import type { DesktopBridge } from './desktop.ts';
import type { HostAnswer, HostCallName, HostState } from './host.ts';

/**
 * What Electron's preload gives the page as `window.showrunner`. In the browser host there is none, and the page opens a
 * WebSocket instead (see `electron/browser/serve.ts`).
 *
 * A MessagePort cannot cross the bridge itself: after `wantEngine()` the page gets, now and again after each restart of the
 * engine, a `message` event from its own window with `data === ENGINE_PORT_MESSAGE` and the port as `ports[0]`. The newest port
 * replaces the one before.
 */
export interface Bridge {
  /** As Node names it: linux, darwin, win32. */
  platform: string;
  /** Calls the main process as the page's host; it checks name and parameters. */
  callHost(name: HostCallName, params: unknown): Promise<HostAnswer<HostCallName>>;
  /** The host's state, after `wantEngine()` and after each change. Returns what ends the listening. */
  onHostState(listener: (state: HostState) => void): () => void;
  /** Asks for the engine's port; call it once the listeners are in place. */
  wantEngine(): void;
  /** The app was asked to show a path of the page (a deep link, a menu entry). Returns what ends the listening. */
  onOpenPath(listener: (path: string) => void): () => void;
  desktop: DesktopBridge;
}

export const ENGINE_PORT_MESSAGE = 'showrunner:engine-port';
/** Between the preload and the main process. */
export const HOST_CALL_MESSAGE = 'showrunner:host-call';
export const HOST_STATE_MESSAGE = 'showrunner:host-state';
