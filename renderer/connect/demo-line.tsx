import { Link } from 'wouter';
import { useHostState } from '../host/host-context.ts';

/** In the demo, always in sight and never in the way: what this is, and how it becomes one's own. */
export function DemoLine() {
  const host = useHostState();
  if (host?.workspace !== 'demo') return null;
  return (
    <p className="shrink-0 border-t border-line px-4 py-2 text-xs text-soft">
      Demo workspace.{' '}
      <Link href="/connect" className="text-accent underline underline-offset-2">
        Connect your cloud
      </Link>
    </p>
  );
}
