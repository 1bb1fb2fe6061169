import { expect, test } from 'vitest';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import type { DesktopBridge, DesktopState, UpdateState } from '../../shared/ipc/desktop.ts';
import { followDesktop, useDesktop } from './desktop-store.ts';
import { barOf } from './update-bar.tsx';

/** What the bar says after each of these, in order. */
function barsAfter(updates: UpdateState[]) {
  let tell: (state: DesktopState) => void = () => undefined;
  const desktop: Pick<DesktopBridge, 'onState'> = {
    onState(listener) {
      tell = listener;
      return () => undefined;
    },
  };
  useDesktop.setState(useDesktop.getInitialState());
  followDesktop({ desktop } as Bridge);
  return updates.map((update) => {
    tell({ version: '1', settings: { tray: false, notifications: true }, engine: { state: 'running' }, update });
    const { state, hasInstallFailed } = useDesktop.getState();
    return state === null ? null : barOf(state.update, hasInstallFailed);
  });
}

const ready: UpdateState = { state: 'ready', version: '2.0.0' };
const installing: UpdateState = { state: 'installing', version: '2.0.0', step: 'sending' };
const failed = (message: string): UpdateState => ({ state: 'failed', message });
const checking: UpdateState = { state: 'checking' };

test('whoever pressed Install is told there that it failed, and can look once more, until that has found something', () => {
  const why = 'Version 2.0.0 was not installed, because the disk has no room for a backup.';
  const offline = 'Looking for a new version did not work.';
  const bars = barsAfter([ready, installing, failed(why), checking, failed(offline), checking, ready]);
  expect(bars.map((bar) => [bar?.words.slice(0, 80), bar?.offer?.label])).toEqual([
    [expect.stringMatching(/^Version 2\.0\.0 is here\./), 'Install and start again'],
    ['Installing version 2.0.0: sending what waits …', undefined],
    [why.slice(0, 80), 'Check for updates'],
    ['Looking for a newer one.', undefined],
    [offline, 'Check for updates'],
    ['Looking for a newer one.', undefined],
    [expect.stringMatching(/^Version 2\.0\.0 is here\./), 'Install and start again'],
  ]);
});

test('a look that nobody asked for shows no bar, nor does its failure, also after an older failure is over', () => {
  const current: UpdateState = { state: 'current', checked_at: null };
  const fetching: UpdateState = { state: 'downloading', version: '2.0.0', percent: 3 };
  expect(barsAfter([current, checking, failed('It did not work.'), fetching])).toEqual([null, null, null, null]);
  expect(barsAfter([installing, failed('No.'), checking, current, checking, failed('No.')]).slice(3)).toEqual([
    null,
    null,
    null,
  ]);
});
