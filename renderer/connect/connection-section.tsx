import { Link } from 'wouter';
import { useHostState } from '../host/host-context.ts';

export function ConnectionSection() {
  const host = useHostState();
  if (host === null) return null;
  const { workspace, cloud } = host;
  return (
    <>
      <p>
        {workspace === 'demo' || cloud === null ? (
          'The demo, on this machine.'
        ) : (
          <>
            <bdi>{new URL(cloud.url).host}</bdi>
            {cloud.from === 'environment' && ', by environment variables'}
          </>
        )}
      </p>
      <p className="mt-2">
        <Link href="/connect" className="text-accent underline underline-offset-2">
          {workspace === 'demo' ? 'Connect your cloud' : 'Check or change the connection'}
        </Link>
      </p>
    </>
  );
}
