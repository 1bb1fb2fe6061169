import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field, INPUT } from '../components/field.tsx';
import { useToasts } from '../components/toast-store.ts';
import { forgetKeptTexts, hasKeptTexts } from '../desk-memory/kept-text.ts';
import { useDeskMemory } from '../desk-memory/memory-store.ts';
import { draftsOf, forgetDraftsOf } from '../episodes/text-sync/draft-keys.ts';
import { HostFailure } from '../host/host-client.ts';
import { useHost, useHostState } from '../host/host-context.ts';
import { useIdentity } from '../identity/identity-context.ts';
import { useSaveUnsent } from '../recovery/use-save-unsent.ts';
import { useSignOut } from './sign-out-store.ts';
import { UnsentWords } from './unsent-words.tsx';
import { lossInWords, useUnsent } from './use-unsent.ts';

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
  const { unsent, canSend } = useUnsent();
  const save = useSaveUnsent();
  const session = useIdentity();
  const close = useSignOut((state) => state.close);
  const host = useHost();
  const [removes, setRemoves] = useState(false);
  const [typed, setTyped] = useState('');
  const [leaving, setLeaving] = useState(false);
  const owner = useDeskMemory((memory) => memory.owner) ?? '';
  const [hasHalfTyped] = useState(() => hasKeptTexts() || draftsOf(window.localStorage, owner).length > 0);
  const isOpening = unsent.state === 'opening';
  const loss = unsent.state === 'opening' ? null : lossInWords(unsent);
  const hasTyped = typed.trim().toLowerCase() === DISCARD_WORD;
  const mayLeave = !removes || (!isOpening && (loss === null || hasTyped));

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
      <UnsentWords unsent={unsent} organization={organization} canSend={canSend} onSave={save} />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-[0.8125rem] font-medium text-soft">What is on this machine</legend>
        <Choice
          checked={!removes}
          onChoose={() => setRemoves(false)}
          label={
            isOpening || loss !== null
              ? 'Keep it, unsent edits too, for your next sign-in'
              : 'Keep it for the next sign-in'
          }
          detail="It is closed, and opens again only for you. What waits is sent then."
        />
        <Choice
          checked={removes}
          onChoose={() => setRemoves(true)}
          disabled={isOpening}
          label={loss === null ? 'Remove it from this machine' : `Remove it, and discard ${loss}`}
          detail={removalDetail(isOpening, loss, hasHalfTyped)}
        />
      </fieldset>
      {removes && loss !== null && (
        <Field label={`Type "${DISCARD_WORD}" to discard ${loss} for good`}>
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
        <Button type="submit" look={removes && loss !== null ? 'danger' : 'primary'} disabled={!mayLeave || leaving}>
          Sign out
        </Button>
      </div>
    </form>
  );
}

function removalDetail(isOpening: boolean, loss: string | null, hasHalfTyped: boolean): string {
  if (isOpening) return 'This can be chosen once the desk is open.';
  const detail =
    loss === null
      ? 'The cloud has all of it.'
      : 'What only this machine has is then nowhere any more. Save a copy first.';
  return hasHalfTyped ? `${detail} What stands half typed in a form goes too.` : detail;
}

interface ChoiceProps {
  checked: boolean;
  onChoose: () => void;
  disabled?: boolean;
  label: string;
  detail: string;
}

function Choice(props: ChoiceProps) {
  return (
    <label className="flex cursor-pointer gap-2.5 rounded-lg border border-line p-3 hover:bg-hover has-checked:border-accent has-checked:bg-accent-wash has-disabled:cursor-default has-disabled:opacity-60 has-disabled:hover:bg-transparent">
      <input
        type="radio"
        name="what-stays"
        className="mt-0.5 size-4 shrink-0 accent-accent"
        checked={props.checked}
        disabled={props.disabled === true}
        onChange={props.onChoose}
      />
      <span>
        <span className="block font-medium">{props.label}</span>
        <span className="block text-[0.8125rem] text-soft">{props.detail}</span>
      </span>
    </label>
  );
}
