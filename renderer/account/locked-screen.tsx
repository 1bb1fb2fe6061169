import { Button } from '../components/button.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import { useHostState } from '../host/host-context.ts';
import { useChooseWorkspace } from '../host/use-choose-workspace.ts';
import { useSaveUnsent } from '../recovery/use-save-unsent.ts';
import { Cover } from './cover.tsx';
import { OrganizationSwitcher } from './organization-switcher.tsx';
import { useSignOut } from './sign-out-store.ts';
import { editsInWords, useUnsent, versionsInWords } from './use-unsent.ts';

/** The cloud said that this person is no member any more. The engine gives nothing out but their own unsent work. */
export function LockedScreen() {
  const chooseWorkspace = useChooseWorkspace();
  const state = useHostState();
  const { unsent } = useUnsent();
  const save = useSaveUnsent();
  const syncNow = useCommand('sync.now');
  const signOut = useSignOut((store) => store.open);
  const name = state?.identity?.organization.name ?? 'This organisation';
  return (
    <Cover title={`${name} is locked`}>
      <p>
        You are no longer a member of it, so what this machine holds of it cannot be read. An administrator can let you
        in again; the desk then opens by itself.
      </p>
      {unsent.state === 'unreadable' && (
        <p className="rounded-lg bg-wait-wash p-3 text-wait">
          What you had not sent cannot be read now. It is kept. {unsent.message}
        </p>
      )}
      {unsent.state === 'known' && unsent.edits + unsent.conflicts > 0 && (
        <div className="flex flex-col gap-3 rounded-lg bg-wait-wash p-3 text-wait">
          {unsent.edits > 0 && (
            <p>
              <strong>{editsInWords(unsent.edits)} of yours not sent.</strong> They are kept, and sent if you are let in
              again. You can take a copy with you.
            </p>
          )}
          {unsent.conflicts > 0 && (
            <p>
              <strong>Not decided: {versionsInWords(unsent.conflicts)}.</strong> Only this machine has that. It is kept,
              and goes into the copy.
            </p>
          )}
          <Button className="self-start" onClick={save}>
            Save a copy of my edits
          </Button>
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={() => void syncNow({})}>
          Ask again
        </Button>
        <Button onClick={signOut}>Sign out…</Button>
        {state?.workspace === 'cloud' && state.cloud?.from === 'settings' && (
          <Button look="quiet" onClick={() => chooseWorkspace('demo')}>
            Look at the demo instead
          </Button>
        )}
      </div>
      <OrganizationSwitcher />
    </Cover>
  );
}
