import type { ZodType } from 'zod';
import { EngineFailure } from '../engine-failure.ts';
import { type CallFailure, classifyFailure } from '../sync/classify-failure.ts';
import type { CallResult } from '../sync/cloud-client.ts';
import type { QuestionScope } from './question-scope.ts';

/** insufficient_privilege: row level security, a grant, or a function that is for admins. */
const NO_RIGHT = '42501';

interface Asked<T> {
  /** "The audit trail": how the answer is called in a sentence. */
  what: string;
  answer: ZodType<T>;
  ask: (cloud: QuestionScope['cloud']) => Promise<CallResult>;
}

/** Asks the cloud and reads its answer; throws an EngineFailure: `offline`, `signed-out`, `refused`. */
export async function askCloud<T>(scope: QuestionScope, { what, answer, ask }: Asked<T>): Promise<T> {
  if (scope.offlineByChoice()) throw offline(what);
  const result = await ask(scope.cloud);
  if (!result.ok) throw failureOf(what, result.failure);
  const read = answer.safeParse(result.data);
  // Not ours: a hotel's login page, or a cloud that is newer than this app.
  if (!read.success) throw offline(what);
  return read.data;
}

function offline(what: string): EngineFailure {
  return new EngineFailure(
    'offline',
    `${what} is kept in the cloud, which cannot be asked now. What is on this machine is safe; try again when you are online.`,
  );
}

function failureOf(what: string, failure: CallFailure): EngineFailure {
  if (failure.code === NO_RIGHT) {
    const { message, hint } = failure;
    return new EngineFailure('refused', hint === null ? `${what} may not be read by you.` : `${message} ${hint}`);
  }
  switch (classifyFailure(failure)) {
    case 'sign-in':
      return new EngineFailure(
        'signed-out',
        `${what} is kept in the cloud, and you are signed out. What is on this machine is safe; sign in and try again.`,
      );
    case 'access-revoked':
      return new EngineFailure('refused', `${what} is for members, and you are no longer one of this organisation.`);
    case 'cloud-too-old':
      return new EngineFailure('refused', `${what} cannot be read: your organisation's cloud is older than this app.`);
    case 'app-too-old':
      return new EngineFailure('refused', `${what} cannot be read by so old a version of this app. Please update it.`);
    case 'person':
      return new EngineFailure('refused', `${what} could not be read: the cloud refused the question.`);
    default:
      return offline(what);
  }
}
