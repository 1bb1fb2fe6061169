import { useEngineLink } from '../engine-port/engine-context.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { Bin } from './bin.tsx';
import { type ThemeChoice, useTheme } from './theme-store.ts';

const THEMES: { choice: ThemeChoice; label: string }[] = [
  { choice: 'system', label: 'As the system' },
  { choice: 'light', label: 'Light' },
  { choice: 'dark', label: 'Dark' },
];

export function SettingsPage() {
  const { choice, choose } = useTheme();
  const link = useEngineLink();
  const members = useRows('members.list', {});
  const session = link.state === 'connecting' ? null : link.session;
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-8 px-8 py-8">
      <h1 className="text-xl font-semibold tracking-tight">Settings</h1>
      <section aria-labelledby="appearance">
        <h2 id="appearance" className="mb-2 text-[0.9375rem] font-semibold">
          Appearance
        </h2>
        <div className="flex gap-1.5">
          {THEMES.map((theme) => (
            <button
              key={theme.choice}
              type="button"
              aria-pressed={choice === theme.choice}
              onClick={() => choose(theme.choice)}
              className="h-8 rounded-md border border-line-strong px-3 transition-colors hover:bg-hover aria-pressed:border-transparent aria-pressed:bg-accent aria-pressed:text-accent-ink"
            >
              {theme.label}
            </button>
          ))}
        </div>
      </section>
      {session !== null && (
        <section aria-labelledby="workspace">
          <h2 id="workspace" className="mb-2 text-[0.9375rem] font-semibold">
            Workspace
          </h2>
          <p>
            {session.organization.name}, as {session.user.name} ({session.role.toLowerCase()})
          </p>
          <p className="text-soft">
            {session.workspace === 'demo'
              ? 'A demo: its cloud runs on this machine and goes away with the app.'
              : 'Connected to your organisation’s cloud.'}
          </p>
          <ul className="mt-3 divide-y divide-line rounded-xl border border-line bg-raised empty:hidden">
            {members.map((member) => (
              <li key={member.id} className="flex justify-between px-4 py-2">
                <span>{member.name ?? member.email ?? member.user_id}</span>
                <span className="text-faint">{member.role.toLowerCase()}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Bin />
    </div>
  );
}
