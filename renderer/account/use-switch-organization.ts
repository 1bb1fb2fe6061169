import { useState } from 'react';
import { useToasts } from '../components/toast-store.ts';
import { HostFailure } from '../host/host-client.ts';
import { useIdentity } from '../identity/identity-context.ts';

/** Opens the desk of another organisation, one at a time; `going` is the one that is being opened. A refusal is shown to the person. */
export function useSwitchOrganization(): { going: string | null; go: (id: string) => Promise<void> } {
  const session = useIdentity();
  const show = useToasts((toasts) => toasts.show);
  const [going, setGoing] = useState<string | null>(null);
  const go = async (id: string) => {
    if (going !== null) return;
    setGoing(id);
    try {
      await session.switchOrganization(id);
    } catch (error) {
      const body =
        error instanceof HostFailure
          ? error.message
          : 'The sign-in service does not answer. Nothing was changed; try again later.';
      show({ tone: 'warning', title: 'The organisation was not opened', body });
    } finally {
      setGoing(null);
    }
  };
  return { going, go };
}
