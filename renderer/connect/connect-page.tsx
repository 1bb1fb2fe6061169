import { Button } from '../components/button.tsx';
import { useHostState } from '../host/host-context.ts';
import { useChooseWorkspace } from '../host/use-choose-workspace.ts';
import { Page } from '../page/page.tsx';
import { ConnectForm } from './connect-form.tsx';

/** From the demo to a cloud of one's own, and back. */
export function ConnectPage() {
  const chooseWorkspace = useChooseWorkspace();
  const state = useHostState();
  const isDemo = state?.workspace === 'demo';
  const cloud = state?.cloud ?? null;
  return (
    <Page title="Connect your cloud" above={[{ label: 'Settings', href: '/settings' }]} width="narrow">
      <div className="flex flex-col gap-6">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">Connect your cloud</h1>
          <p className="mt-1 text-soft">
            {isDemo
              ? 'You are in the demo, whose cloud lives on this machine. With a Supabase project and Clerk for the sign-in this becomes your own desk. The demo stays where it is.'
              : 'Where this desk syncs to. Each desk stays on this machine, whatever you connect.'}
          </p>
        </div>
        <ConnectForm key={state?.workspace ?? ''} />
        {cloud?.from === 'settings' && (
          <div className="border-t border-line pt-5">
            <p className="mb-2 text-soft">
              {isDemo ? 'Your cloud is known already.' : 'The demo can be looked at without leaving anything behind.'}
            </p>
            <Button onClick={() => chooseWorkspace(isDemo ? 'cloud' : 'demo')}>
              {isDemo ? 'Go back to your cloud' : 'Open the demo'}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}
