import { z } from 'zod';
import { CALLS_PAGE, type UsageCall } from '../../../shared/ipc/questions.ts';
import { EngineFailure } from '../engine-failure.ts';
import { askCloud } from './ask-cloud.ts';
import { memberNames } from './member-names.ts';
import { day, pageEnd } from './parameter-parts.ts';
import type { QuestionScope } from './question-scope.ts';

const operation = z.enum(['episode_generation', 'chat', 'research', 'quality_check', 'onboarding']);

const params = z.strictObject({
  from: day,
  until: day,
  operation: operation.exactOptional(),
  before: pageEnd.exactOptional(),
});

const calls = z.array(
  z.object({
    id: z.string(),
    created_at: z.string(),
    operation,
    model: z.string(),
    prompt_tokens: z.number(),
    completion_tokens: z.number(),
    cost_usd: z.number(),
    cost_gbp: z.number(),
    episode_id: z.string().nullable(),
    episode_title: z.string().nullable(),
    user_id: z.string().nullable(),
  }),
);

/** Answers `usage.calls` (read_token_usage in migrations/cloud); throws an EngineFailure. */
export async function readUsageCalls(scope: QuestionScope, asked: unknown): Promise<UsageCall[]> {
  const parsed = params.safeParse(asked);
  if (!parsed.success) throw new EngineFailure('bad-request', 'The AI calls cannot be asked for like that.');
  const { from, until, operation = null, before = null } = parsed.data;
  const found = await askCloud(scope, {
    what: 'The list of AI calls',
    answer: calls,
    ask: (cloud) =>
      cloud.call('read_token_usage', {
        p_from: from,
        p_until: until,
        p_operation: operation,
        p_before: before,
        p_limit: CALLS_PAGE,
      }),
  });
  const names = await memberNames(scope.store);
  return found.map(({ user_id, ...call }) => ({
    ...call,
    user_name: user_id === null ? null : (names.get(user_id) ?? null),
  }));
}
