import { useEffect, useState } from 'react';
import { useHostState } from '../host/host-context.ts';

/** A desk that opens sooner needs no word, in milliseconds. */
const SAID_AFTER_MS = 2_000;

/** In the app's own window, which is there before its desk: what the empty page waits for. */
export function OpeningBar() {
  const isOpening = useHostState() === null && window.showrunner !== undefined;
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isOpening || !isLate) return null;
  return (
    <p role="status" className="shrink-0 bg-wait-wash px-4 py-1.5 text-wait">
      Your desk is being opened. The demo takes up to a minute at its first start; what is on this machine is safe.
    </p>
  );
}
