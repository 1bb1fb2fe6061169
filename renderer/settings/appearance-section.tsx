import { type ThemeChoice, useTheme } from './theme-store.ts';

const THEMES: { choice: ThemeChoice; label: string }[] = [
  { choice: 'system', label: 'As the system' },
  { choice: 'light', label: 'Light' },
  { choice: 'dark', label: 'Dark' },
];

export function AppearanceSection() {
  const { choice, choose } = useTheme();
  return (
    <fieldset className="flex gap-1.5">
      <legend className="sr-only">Theme</legend>
      {THEMES.map((theme) => (
        <button
          key={theme.choice}
          type="button"
          aria-pressed={choice === theme.choice}
          onClick={() => choose(theme.choice)}
          className="h-8 rounded-md border border-line-strong px-3 hover:bg-hover aria-pressed:border-transparent aria-pressed:bg-accent aria-pressed:text-accent-ink"
        >
          {theme.label}
        </button>
      ))}
    </fieldset>
  );
}
