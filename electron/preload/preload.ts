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

/** A path that came before the page was far enough to open one (it loads, or asks somebody to sign in). The last one counts. */
let waitingPath: string | null = null;
const pathListeners = new Set<(path: string) => void>();
hear<string>('open-path', 'string', (path) => {
  waitingPath = pathListeners.size === 0 ? path : null;
  for (const listener of pathListeners) listener(path);
});

function onOpenPath(listener: (path: string) => void): () => void {
  pathListeners.add(listener);
  if (waitingPath !== null) listener(waitingPath);
  waitingPath = null;
  return () => void pathListeners.delete(listener);
}

const bridge: Bridge = {
  platform: process.platform,
  wantEngine: () => ipcRenderer.send('engine-wanted'),
  onOpenPath,
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
    onRunCommand: (listener) => hear(RUN_COMMAND, 'string', listener),
  },
};
contextBridge.exposeInMainWorld('showrunner', bridge);
// Clerk's own: the store of its session's secret, and sign-ins that go through the system's browser.
exposeClerkBridge();
