import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field, INPUT } from '../components/field.tsx';
import { useToasts } from '../components/toast-store.ts';
import { forgetKeptTexts, hasKeptTexts } from '../desk-memory/kept-text.ts';
import { useDeskMemory } from '../desk-memory/memory-store.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { draftsOf, forgetDraftsOf } from '../episodes/text-sync/draft-keys.ts';
import { HostFailure } from '../host/host-client.ts';
import { useHost, useHostState } from '../host/host-context.ts';
import { useIdentity } from '../identity/identity-context.ts';
import { useSignOut } from './sign-out-store.ts';
import { editsInWords, useUnsent } from './use-unsent.ts';

/** What has to be typed before anything unsent is deleted. */
const DISCARD_WORD = 'discard';

/** Looks at what is not sent before anybody leaves. */
export function SignOutDialog() {
  const { isOpen, close } = useSignOut();
  const host = useHostState();
  if (!isOpen || host?.identity == null) return null;
  return host.tokens === 'page' ? (
    <Dialog open onClose={close} title="Sign out">
      <SignOutBody organization={host.identity.organization.name} />
    </Dialog>
  ) : (
    <Dialog
      open
      onClose={close}
      title="Nobody signs in here"
      description={
        host.workspace === 'demo'
          ? 'This is the demo: it needs no account. Connect your cloud to work with your own organisation.'
          : 'This desk was started with a token of its own.'
      }
    >
      <Button onClick={close}>Close</Button>
    </Dialog>
  );
}

function SignOutBody({ organization }: { organization: string }) {
  const { count, save, canSend } = useUnsent();
  const session = useIdentity();
  const syncNow = useCommand('sync.now');
  const close = useSignOut((state) => state.close);
  const host = useHost();
  const [removes, setRemoves] = useState(false);
  const [typed, setTyped] = useState('');
  const [leaving, setLeaving] = useState(false);
  const owner = useDeskMemory((memory) => memory.owner) ?? '';
  const [hasHalfTyped] = useState(() => hasKeptTexts() || draftsOf(window.localStorage, owner).length > 0);
  const mayLeave = !removes || count === 0 || typed.trim().toLowerCase() === DISCARD_WORD;

  const forget = () => {
    forgetKeptTexts();
    forgetDraftsOf(window.localStorage, owner);
    useDeskMemory.getState().forget();
  };
  const leave = async () => {
    setLeaving(true);
    try {
      await session.signOut({ remove: removes });
      if (removes) forget();
      close();
    } catch (error) {
      if (!(error instanceof HostFailure)) throw error;
      const hasLeft = host.state !== null && host.state.identity === null;
      if (hasLeft && removes) forget();
      if (hasLeft) close();
      // Said to whoever is here now: on the sign-in, once the desk is closed.
      useToasts.getState().show({
        tone: 'warning',
        title: hasLeft ? 'Not everything was removed from this machine' : 'You are still signed in',
        body: error.message,
      });
    } finally {
      setLeaving(false);
    }
  };

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (mayLeave) void leave();
      }}
    >
      {count === 0 ? (
        <p role="status">Everything of {organization} is in the cloud.</p>
      ) : (
        <div role="status" className="flex flex-col gap-3 rounded-lg bg-wait-wash p-3 text-wait">
          <p>
            <strong>{editsInWords(count)} not sent yet.</strong>{' '}
            {canSend ? 'They are on their way: wait a moment.' : 'They can be sent once the cloud can be reached.'}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button compact onClick={() => void syncNow({})}>
              Send now
            </Button>
            <Button compact onClick={save}>
              Save a copy
            </Button>
          </div>
        </div>
      )}
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-[0.8125rem] font-medium text-soft">What is on this machine</legend>
        <Choice
          checked={!removes}
          onChoose={() => setRemoves(false)}
          label={count === 0 ? 'Keep it for the next sign-in' : 'Keep it, unsent edits too, for your next sign-in'}
          detail="It is closed, and opens again only for you. What waits is sent then."
        />
        <Choice
          checked={removes}
          onChoose={() => setRemoves(true)}
          label={count === 0 ? 'Remove it from this machine' : `Remove it, and discard ${editsInWords(count)}`}
          detail={`${
            count === 0 ? 'The cloud has all of it.' : 'What is not sent is then nowhere any more. Save a copy first.'
          }${hasHalfTyped ? ' What stands half typed in a form goes too.' : ''}`}
        />
      </fieldset>
      {removes && count > 0 && (
        <Field label={`Type "${DISCARD_WORD}" to discard ${editsInWords(count)} for good`}>
          {(id) => (
            <input
              id={id}
              className={INPUT}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={close}>Stay</Button>
        <Button type="submit" look={removes && count > 0 ? 'danger' : 'primary'} disabled={!mayLeave || leaving}>
          Sign out
        </Button>
      </div>
    </form>
  );
}

function Choice(props: { checked: boolean; onChoose: () => void; label: string; detail: string }) {
  return (
    <label className="flex cursor-pointer gap-2.5 rounded-lg border border-line p-3 hover:bg-hover has-checked:border-accent has-checked:bg-accent-wash">
      <input
        type="radio"
        name="what-stays"
        className="mt-0.5 size-4 shrink-0 accent-accent"
        checked={props.checked}
        onChange={props.onChoose}
      />
      <span>
        <span className="block font-medium">{props.label}</span>
        <span className="block text-[0.8125rem] text-soft">{props.detail}</span>
      </span>
    </label>
  );
}
