/**
 * Repair of @supabase/lite 0.10.0: it waits for the answer of each of the statements with which it prepares a transaction
 * (begin, the role, the claims and the request as settings), and asks what type the parameters have each time: 15 round trips to
 * the database for a read, 25 for a function, where PostgREST has three. Nobody reads those answers: they are sent ahead, and what
 * follows waits for them together with its own.
 */
import type { PostgresConnection } from '@supabase/lite/postgres';
import type { ParameterOrJSON, ReservedSql } from 'postgres';
import { isFunctionCall, type LongAnswers, type RawRows } from './long-answers.ts';

const PREPARATION = /^(begin$|set local role |select set_config\('[^']+', (\$1|''), true\)$)/i;
/** Texts that come again and again, so that the database may keep them prepared; tables are read in too many ways. */
const RECURRING = /^select (set_config\(|\* from \w+\.\w+\()/i;

export function sendPreparationsAhead({ driver }: PostgresConnection, longAnswers: LongAnswers): void {
  const reserve = driver.reserve.bind(driver);
  Object.assign(driver, { reserve: async () => sendingAhead(await reserve(), longAnswers) });
}

function sendingAhead(session: ReservedSql, longAnswers: LongAnswers): ReservedSql {
  const send = session.unsafe.bind(session);
  let ahead: Promise<unknown>[] = [];
  const unsafe = (text: string, parameters: ParameterOrJSON<never>[] = []): Promise<unknown> => {
    const query = send(text, parameters, { prepare: RECURRING.test(text) });
    const answer: Promise<unknown> = isFunctionCall(text)
      ? query
          .raw()
          .execute()
          .then((rows) => longAnswers.readRows(rows as unknown as RawRows))
      : query.execute();
    if (PREPARATION.test(text)) {
      // Its failure is that of the statement which waits for it.
      answer.catch(() => undefined);
      ahead.push(answer);
      return Promise.resolve(Object.assign([], { command: 'SELECT', count: 0 }));
    }
    const before = ahead;
    ahead = [];
    return Promise.all([...before, answer]).then((answers) => answers.at(-1));
  };
  return Object.assign(session, { unsafe });
}
