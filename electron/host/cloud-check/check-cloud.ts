import { CLOUD_CHECKS, type CloudCheck, type CloudReport, type CloudSettings } from '../../../shared/ipc/host.ts';
import { judgeSettings } from '../cloud-settings.ts';
import { askRest } from './ask-rest.ts';
import { checkClerk } from './check-clerk.ts';
import { checkRealtime } from './check-realtime.ts';
import { judgeKey, judgeReachable, judgeSupabase, judgeTime } from './check-rest.ts';
import { checkRowLevelSecurity } from './check-rls.ts';
import { checkSchema } from './check-schema.ts';
import { type CheckParts, type Finding, failed, passed } from './contract.ts';

type Name = CloudCheck['name'];

/** Without Realtime everything arrives by pull, so its failure is told and stops nobody. */
const OPTIONAL: ReadonlySet<Name> = new Set(['realtime']);

/**
 * Looks at a cloud as a desk would use it, one thing after the other; what depends on something that failed is not looked at.
 * Asks with the publishable key only and changes nothing.
 */
export async function checkCloud(given: CloudSettings, parts: CheckParts): Promise<CloudReport> {
  const findings = new Map<Name, Finding>();
  await look(given, parts, (name, finding) => {
    findings.set(name, finding);
    return finding.result !== 'failed';
  });
  const checks = CLOUD_CHECKS.map(
    (name): CloudCheck => ({
      name,
      ...(findings.get(name) ?? { result: 'skipped', found: 'Not looked at.', advice: '' }),
    }),
  );
  return { checks, usable: checks.every(({ name, result }) => OPTIONAL.has(name) || fine(result)) };
}

const fine = (result: CloudCheck['result']): boolean => result === 'passed' || result === 'warning';

/** `note` answers whether to go on behind a finding. */
async function look(
  given: CloudSettings,
  parts: CheckParts,
  note: (name: Name, finding: Finding) => boolean,
): Promise<void> {
  const verdict = judgeSettings(given);
  const wellFormed = verdict.ok ? passed('All three are well formed.') : failed(verdict.problem, verdict.advice);
  if (!note('settings', wellFormed) || !verdict.ok) return;
  const { settings } = verdict;
  // The two services have nothing to do with each other.
  note('clerk-key', await checkClerk(settings, parts));
  const answer = await askRest(settings, parts, 'rpc/cloud_version', {});
  if (!note('reachable', judgeReachable(answer, settings.url)) || answer === null) return;
  if (!note('supabase', judgeSupabase(answer))) return;
  if (!note('key', judgeKey(answer))) return;
  note('time', judgeTime(answer, parts.now()));
  if (!note('schema', await checkSchema(settings, parts))) return;
  note('rls', await checkRowLevelSecurity(settings, parts));
  note('realtime', await checkRealtime(settings, parts));
}
