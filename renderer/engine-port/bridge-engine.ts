import { type Bridge, ENGINE_PORT_MESSAGE } from '../../shared/ipc/bridge.ts';
import type { Push, Response } from '../../shared/ipc/contract.ts';
import type { HostClient } from '../host/host-client.ts';
import type { EngineClient, PagePort } from './engine-client.ts';

declare global {
  interface Window {
    /** Left by Electron's preload; not there in the browser host. */
    showrunner?: Bridge;
  }
}

/** In Electron the preload hands over a port at each start of the engine, the newest counts; calls of the host go over IPC. */
export function connectByBridge(
  { engine, host }: { engine: EngineClient; host: HostClient },
  bridge: Bridge,
  page: Window,
): void {
  bridge.onHostState((state) => host.setState(state));
  host.attach({ call: (name, params) => bridge.callHost(name, params) });
  page.addEventListener('message', (event) => {
    const [port] = event.ports;
    if (event.source !== page || event.data !== ENGINE_PORT_MESSAGE || port === undefined) return;
    engine.attach(messagePort(port));
  });
  bridge.wantEngine();
}

function messagePort(port: MessagePort): PagePort {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.onmessage = (event: MessageEvent<Response | Push>) => listener(event.data);
    },
    onClose: (listener) => port.addEventListener('close', () => listener()),
    close: () => port.close(),
  };
}
