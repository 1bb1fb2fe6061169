/** The one bridge between the page and Electron. Runs in the sandbox: one CommonJS file that requires only `electron`. */
import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, ENGINE_PORT_MESSAGE } from '../../shared/ipc/bridge.ts';

// A port cannot cross the context bridge; a message to the own window, and to its origin only, can carry it.
ipcRenderer.on(ENGINE_PORT_MESSAGE, (event) => {
  window.postMessage(ENGINE_PORT_MESSAGE, window.location.origin, event.ports);
});

const bridge: Bridge = {
  platform: process.platform,
  wantEngine: () => ipcRenderer.send('engine-wanted'),
  onOpenPath(listener) {
    const receive = (_: unknown, path: unknown): void => {
      if (typeof path === 'string') listener(path);
    };
    ipcRenderer.on('open-path', receive);
    return () => ipcRenderer.off('open-path', receive);
  },
};
contextBridge.exposeInMainWorld('showrunner', bridge);
