import type { DesktopSettings, UpdateState } from '../../shared/ipc/desktop.ts';
import { Button } from '../components/button.tsx';
import { dayAndHour } from '../components/times.ts';
import { askDesktop, useDesktop } from './desktop-store.ts';

const SWITCHES: { setting: keyof DesktopSettings; label: string; why: string }[] = [
  {
    setting: 'notifications',
    label: 'Notifications',
    why: 'When a generation is done or has failed while you work elsewhere. A click opens the episode.',
  },
  {
    setting: 'tray',
    label: 'Icon in the tray',
    why: 'Closing the window then leaves the desk running, so that what waits is sent and what is new is here.',
  },
];

/** The settings of the app on this machine; nothing in the browser host, which has none. */
export function DesktopSection() {
  const desktop = useDesktop(({ state }) => state);
  if (desktop === null) return null;
  return (
    <div className="flex flex-col gap-3">
      {SWITCHES.map(({ setting, label, why }) => (
        <label key={setting} className="flex items-start gap-3">
          <input
            type="checkbox"
            className="mt-1"
            checked={desktop.settings[setting]}
            onChange={(event) => void askDesktop('settings.change', { [setting]: event.target.checked })}
          />
          <span>
            <span className="block font-medium">{label}</span>
            <span className="block text-soft">{why}</span>
          </span>
        </label>
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <p className="mr-auto">
          Version {desktop.version}. <span className="text-soft">{updateWords(desktop.update)}</span>
        </p>
        <Button onClick={() => void askDesktop('diagnostics.save', {})}>Export diagnostics…</Button>
        <Button onClick={() => void askDesktop('folder.show', { which: 'data' })}>Show the data folder</Button>
        {desktop.update.state !== 'off' && (
          <Button onClick={() => void askDesktop('update.check', {})}>Check for updates</Button>
        )}
      </div>
    </div>
  );
}

/** What can be said of the updates, as a sentence. */
export function updateWords(update: UpdateState): string {
  switch (update.state) {
    case 'off':
      return `It does not update itself: ${update.why}`;
    case 'current':
      return update.checked_at === null
        ? 'It has not looked for a newer one yet.'
        : `The newest, as of ${dayAndHour(update.checked_at)}.`;
    case 'checking':
      return 'Looking for a newer one.';
    case 'downloading':
      return `Version ${update.version} is being fetched: ${update.percent} %.`;
    case 'ready':
      return `Version ${update.version} can be installed.`;
    case 'installing':
      return `Version ${update.version} is being installed.`;
    case 'failed':
      return update.message;
  }
}
