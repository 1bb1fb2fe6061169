import { useHostState } from '../host/host-context.ts';
import { useIdentity, useIdentityState } from '../identity/identity-context.ts';
import { useSwitchOrganization } from './use-switch-organization.ts';

/** The organisations of this person: all of them with a network, without one those that were opened here before. */
export function OrganizationSwitcher() {
  const host = useHostState();
  const session = useIdentity();
  const state = useIdentityState();
  const { going, go } = useSwitchOrganization();
  if (host?.identity == null || host.tokens === 'engine') return null;
  const { organization } = host.identity;
  const others =
    state.state === 'signed-in' ? (session.identity?.organizations ?? []) : host.desks.map((desk) => desk.organization);
  const choices = others.some(({ id }) => id === organization.id) ? others : [organization, ...others];
  if (choices.length < 2) return null;

  return (
    <fieldset>
      <legend className="mb-1.5 text-[0.8125rem] font-medium text-soft">Organisation</legend>
      <ul className="divide-y divide-line rounded-xl border border-line bg-raised">
        {choices.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={id === organization.id}
              disabled={going !== null}
              onClick={() => id !== organization.id && void go(id)}
              className="flex w-full items-center justify-between gap-4 px-4 py-2 text-left hover:bg-hover aria-pressed:font-medium"
            >
              <span dir="auto" className="min-w-0 truncate">
                {name}
              </span>
              <span className="shrink-0 text-xs text-faint">
                {id === organization.id ? 'open' : id === going ? 'opening' : ''}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
