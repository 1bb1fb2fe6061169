import type { CloudSettings } from '../../shared/ipc/host.ts';
import { StartRefusal } from '../machine/start-refusal.ts';
import { judgeSettings } from './cloud-settings.ts';

const VARIABLES = ['SUPABASE_URL', 'SUPABASE_PUBLISHABLE_KEY', 'CLERK_PUBLISHABLE_KEY'] as const;

/** The cloud that the environment names, or null. It wins over what was kept. Throws a StartRefusal for half of one or a wrong one. */
export function environmentCloud(environment: NodeJS.ProcessEnv): CloudSettings | null {
  const given = VARIABLES.filter((name) => environment[name]);
  if (given.length === 0) return null;
  const missing = VARIABLES.filter((name) => !environment[name]);
  if (missing.length > 0) {
    throw new StartRefusal(
      `${given.join(' and ')} ${given.length > 1 ? 'are' : 'is'} set, but ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not: set all three for your own workspace, or none for the demo.`,
    );
  }
  const verdict = judgeSettings({
    url: environment.SUPABASE_URL ?? '',
    publishableKey: environment.SUPABASE_PUBLISHABLE_KEY ?? '',
    clerkPublishableKey: environment.CLERK_PUBLISHABLE_KEY ?? '',
  });
  if (!verdict.ok) throw new StartRefusal(`${verdict.problem} ${verdict.advice}`);
  return verdict.settings;
}
