import { expect, test, vi } from 'vitest';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import { exposed, ipcRenderer, sentToMain } from '../testing/fake-electron.ts';

test('hands ports on to the own page only, and passes paths, commands, states and wishes', async () => {
  const postMessage = vi.fn();
  const page = { postMessage, location: { origin: 'showrunner-app://desk' } };
  vi.stubGlobal('window', page);
  vi.stubGlobal('process', Object.assign(Object.create(process), { contextIsolated: true }));
  await import('./preload.ts');

  const port = {};
  ipcRenderer.emit('showrunner:engine-port', { ports: [port] });
  expect(postMessage).toHaveBeenCalledExactlyOnceWith('showrunner:engine-port', 'showrunner-app://desk', [port]);

  expect(Object.keys(exposed)).toEqual(['showrunner', '__clerk_internal_electron']);
  // Nothing reaches the page but through the context bridge.
  expect(Object.keys(page)).toEqual(['postMessage', 'location']);
  const bridge = exposed.showrunner as Bridge;
  bridge.wantEngine();
  expect(sentToMain).toEqual(['engine-wanted']);

  const paths: string[] = [];
  const stop = bridge.onOpenPath((path) => paths.push(path));
  ipcRenderer.emit('open-path', {}, '/episodes/1');
  ipcRenderer.emit('open-path', {}, { hostile: true });
  stop();
  expect(paths).toEqual(['/episodes/1']);
  // What comes while the page cannot open anything is opened once it can, and once only.
  ipcRenderer.emit('open-path', {}, '/episodes/2');
  ipcRenderer.emit('open-path', {}, '/episodes/3');
  bridge.onOpenPath((path) => paths.push(path))();
  bridge.onOpenPath((path) => paths.push(path))();
  expect(paths).toEqual(['/episodes/1', '/episodes/3']);

  const heard: unknown[] = [];
  bridge.desktop.onState((state) => heard.push(state));
  // As a path: the last one that was chosen while nobody could run it.
  ipcRenderer.emit('run-command', {}, 'go.home');
  ipcRenderer.emit('run-command', {}, 'go.settings');
  bridge.desktop.onRunCommand((id) => heard.push(id));
  expect(heard).toEqual(['go.settings']);
  expect(sentToMain.at(-1)).toBe('desktop-state-wanted');
  ipcRenderer.emit('desktop-state', {}, { version: '1' });
  ipcRenderer.emit('run-command', {}, 'sync.now');
  ipcRenderer.emit('run-command', {}, { hostile: true });
  expect(heard).toEqual(['go.settings', { version: '1' }, 'sync.now']);
  expect(await bridge.desktop.ask('folder.show', { which: 'logs' })).toEqual({
    ok: true,
    result: { channel: 'desktop-ask', value: { name: 'folder.show', payload: { which: 'logs' } } },
  });

  const states: unknown[] = [];
  bridge.onHostState((state) => states.push(state));
  ipcRenderer.emit('showrunner:host-state', {}, { workspace: 'demo' });
  ipcRenderer.emit('showrunner:host-state', {}, 'hostile');
  expect(states).toEqual([{ workspace: 'demo' }]);
  expect(await bridge.callHost('identity.leave', { remove: false })).toEqual({
    channel: 'showrunner:host-call',
    value: { name: 'identity.leave', params: { remove: false } },
  });
  vi.unstubAllGlobals();
});
