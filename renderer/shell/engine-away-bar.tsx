import { useEngineLink } from '../engine-port/engine-context.ts';

/** Shown only while the engine is gone: what is on the screen is the last known, and typing goes on. */
export function EngineAwayBar() {
  const link = useEngineLink();
  if (link.state !== 'away') return null;
  return (
    <p role="status" className="shrink-0 bg-wait-wash px-4 py-1.5 text-wait">
      The app's engine is restarting. You can go on typing: your text is kept here and saved as soon as it is back.
    </p>
  );
}
