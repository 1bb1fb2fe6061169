import type { DesktopBridge } from './desktop.ts';

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
  /** Asks for the engine's port; call it once the listener for the message is in place. */
  wantEngine(): void;
  /** The app was asked to show a path of the page (a deep link, a menu entry). Returns what ends the listening. */
  onOpenPath(listener: (path: string) => void): () => void;
  desktop: DesktopBridge;
}

export const ENGINE_PORT_MESSAGE = 'showrunner:engine-port';
