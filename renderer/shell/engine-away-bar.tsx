import { Button } from '../components/button.tsx';
import { useEngineLink } from '../engine-port/engine-context.ts';

/** Shown only while the engine is gone: what is on the screen is the last known, and typing goes on. */
export function EngineAwayBar() {
  const why = useEngineLink((link) => (link.state === 'away' ? link.why : null));
  if (why === null) return null;
  if (why === 'other-version') {
    return (
      <div role="status" className="flex shrink-0 items-center gap-3 bg-wait-wash px-4 py-1.5 text-wait">
        <p className="min-w-0 flex-1">
          The app was updated while this window was open. What was saved is safe; copy what you typed in the last
          moments, then reload.
        </p>
        <Button onClick={() => window.location.reload()}>Reload</Button>
      </div>
    );
  }
  return (
    <p role="status" className="shrink-0 bg-wait-wash px-4 py-1.5 text-wait">
      The app's engine is restarting. You can go on typing: your text is kept here and saved as soon as it is back.
    </p>
  );
}
