import { z } from 'zod';
import { AUDIT_PAGE, AUDITED_THINGS, type AuditEntry } from '../../../shared/ipc/questions.ts';
import { EngineFailure } from '../engine-failure.ts';
import { askCloud } from './ask-cloud.ts';
import { memberNames } from './member-names.ts';
import { nameThings } from './name-things.ts';
import { day, pageEnd } from './parameter-parts.ts';
import type { QuestionScope } from './question-scope.ts';

const params = z.strictObject({
  filter: z.strictObject({
    actor: z.string().exactOptional(),
    resource_type: z.enum(AUDITED_THINGS).exactOptional(),
    resource_id: z.string().exactOptional(),
    from: day.exactOptional(),
    until: day.exactOptional(),
  }),
  before: pageEnd.exactOptional(),
});

const values = z.record(z.string(), z.json()).nullable();
const entries = z.array(
  z.object({
    id: z.string(),
    actor: z.string().nullable(),
    action: z.string(),
    resource_type: z.string(),
    resource_id: z.string(),
    old_values: values,
    new_values: values,
    severity: z.enum(['info', 'warning', 'error', 'critical']),
    created_at: z.string(),
  }),
);

/** Answers `activity.audit` (read_audit_log in migrations/cloud); throws an EngineFailure. */
export async function readAuditTrail(scope: QuestionScope, asked: unknown): Promise<AuditEntry[]> {
  const parsed = params.safeParse(asked);
  if (!parsed.success) throw new EngineFailure('bad-request', 'The audit trail cannot be asked for like that.');
  const { filter, before = null } = parsed.data;
  const found = await askCloud(scope, {
    what: 'The audit trail',
    answer: entries,
    ask: (cloud) => cloud.call('read_audit_log', { p_filter: filter, p_before: before, p_limit: AUDIT_PAGE }),
  });
  const names = await memberNames(scope.store);
  const things = await nameThings(
    scope.store,
    found.map(({ resource_type, resource_id }) => ({ type: resource_type, id: resource_id })),
  );
  return found.map(({ actor, resource_type, resource_id, ...entry }) => ({
    ...entry,
    actor: describeActor(actor, names),
    resource: {
      type: resource_type,
      id: resource_id,
      ...(things.get(`${resource_type} ${resource_id}`) ?? { title: null, path: null }),
    },
  }));
}

/** Written by audit_actor in migrations/cloud. */
function describeActor(actor: string | null, names: ReadonlyMap<string, string>): AuditEntry['actor'] {
  if (actor === 'generation_worker') return { kind: 'generation' };
  if (actor === null || actor === 'system') return { kind: 'system' };
  return { kind: 'person', id: actor, name: names.get(actor) ?? null };
}
