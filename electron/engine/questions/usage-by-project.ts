import { z } from 'zod';
import type { ProjectUsage } from '../../../shared/ipc/questions.ts';
import { EngineFailure } from '../engine-failure.ts';
import { askCloud } from './ask-cloud.ts';
import { day } from './parameter-parts.ts';
import type { QuestionScope } from './question-scope.ts';

const params = z.strictObject({ from: day, until: day });

const projects = z.array(
  z.object({
    project_id: z.string().nullable(),
    title: z.string().nullable(),
    deleted: z.boolean(),
    calls: z.number(),
    total_tokens: z.number(),
    cost_gbp: z.number(),
  }),
);

/** Answers `usage.by_project` (usage_by_project in migrations/cloud); throws an EngineFailure. */
export async function readUsageByProject(scope: QuestionScope, asked: unknown): Promise<ProjectUsage[]> {
  const parsed = params.safeParse(asked);
  if (!parsed.success) throw new EngineFailure('bad-request', 'The cost by project cannot be asked for like that.');
  const { from, until } = parsed.data;
  return askCloud(scope, {
    what: 'The cost by project',
    answer: projects,
    ask: (cloud) => cloud.call('usage_by_project', { p_from: from, p_until: until }),
  });
}
