/** The one bridge between the page and Electron. Runs in the sandbox: one CommonJS file that requires only `electron`. */
import { exposeClerkBridge } from '@clerk/electron/preload';
import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, ENGINE_PORT_MESSAGE, HOST_CALL_MESSAGE, HOST_STATE_MESSAGE } from '../../shared/ipc/bridge.ts';
import { DESKTOP_ASK, DESKTOP_STATE, DESKTOP_STATE_WANTED, RUN_COMMAND } from '../../shared/ipc/desktop.ts';

// A port cannot cross the context bridge; a message to the own window, and to its origin only, can carry it.
ipcRenderer.on(ENGINE_PORT_MESSAGE, (event) => {
  window.postMessage(ENGINE_PORT_MESSAGE, window.location.origin, event.ports);
});

/** Main is trusted to send what its contract says; the page gets the value alone, never Electron's event. */
function hear<Value>(channel: string, type: 'string' | 'object', listener: (value: Value) => void): () => void {
  const receive = (_: unknown, value: Value): void => {
    if (typeof value === type) listener(value);
  };
  ipcRenderer.on(channel, receive);
  return () => void ipcRenderer.off(channel, receive);
}

/**
 * Hears a wish of main (a path to show, a command to run) also before the page is far enough for it, since it loads or asks
 * somebody to sign in: the last one waits for the first listener.
 */
function hearWishes<Wish extends string>(channel: string): (listener: (wish: Wish) => void) => () => void {
  let waiting: Wish | null = null;
  const listeners = new Set<(wish: Wish) => void>();
  hear<Wish>(channel, 'string', (wish) => {
    waiting = listeners.size === 0 ? wish : null;
    for (const listener of listeners) listener(wish);
  });
  return (listener) => {
    listeners.add(listener);
    if (waiting !== null) listener(waiting);
    waiting = null;
    return () => void listeners.delete(listener);
  };
}

const bridge: Bridge = {
  platform: process.platform,
  wantEngine: () => ipcRenderer.send('engine-wanted'),
  onOpenPath: hearWishes('open-path'),
  async callHost(name, params) {
    const answer = await ipcRenderer.invoke(HOST_CALL_MESSAGE, { name, params });
    if (answer.ok) return answer.result;
    return { ok: false, error: { code: 'refused', message: answer.error.message } };
  },
  onHostState: (listener) => hear(HOST_STATE_MESSAGE, 'object', listener),
  desktop: {
    ask: (name, payload) => ipcRenderer.invoke(DESKTOP_ASK, { name, payload }),
    onState(listener) {
      const stop = hear(DESKTOP_STATE, 'object', listener);
      ipcRenderer.send(DESKTOP_STATE_WANTED);
      return stop;
    },
    onRunCommand: hearWishes(RUN_COMMAND),
  },
};
contextBridge.exposeInMainWorld('showrunner', bridge);
// Clerk's own: the store of its session's secret, and sign-ins that go through the system's browser.
exposeClerkBridge();
