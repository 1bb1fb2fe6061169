import type { Answer, QuestionName } from '../../../shared/ipc/questions.ts';
import { EngineFailure } from '../engine-failure.ts';
import { readBlockVersions } from '../history/block-versions.ts';
import { readAuditTrail } from './audit-trail.ts';
import type { QuestionScope } from './question-scope.ts';
import { readUsageByProject } from './usage-by-project.ts';
import { readUsageCalls } from './usage-calls.ts';

/** The parameters come from a page or a script; each answer checks its own. */
const ANSWERS: { readonly [Q in QuestionName]: (scope: QuestionScope, params: unknown) => Promise<Answer<Q>> } = {
  'block.versions': readBlockVersions,
  'activity.audit': readAuditTrail,
  'usage.by_project': readUsageByProject,
  'usage.calls': readUsageCalls,
};

export function answerQuestion(scope: QuestionScope, name: string, params: unknown): Promise<unknown> {
  if (!isQuestion(name)) throw new EngineFailure('bad-request', `There is no question ${name}.`);
  return ANSWERS[name](scope, params);
}

function isQuestion(name: string): name is QuestionName {
  return Object.hasOwn(ANSWERS, name);
}
