import type { JSONValue, Sql, TransactionSql } from 'postgres';

/** Who a test asks as. `role` is the database role; `claims` are those of a verified token. */
export interface Caller {
  role: 'authenticated' | 'anon' | 'generation_worker' | 'service_role';
  claims: { [claim: string]: JSONValue };
}

/** A caller with a token shaped like Clerk's session token v2. */
export function member(user: string, organization: string, role: 'admin' | 'member' = 'member'): Caller {
  return {
    role: 'authenticated',
    claims: { role: 'authenticated', sub: user, o: { id: organization, rol: role, slg: organization }, v: 2 },
  };
}

export const anonymous: Caller = { role: 'anon', claims: { role: 'anon' } };
export const worker: Caller = { role: 'generation_worker', claims: { role: 'generation_worker', sub: 'worker' } };

/** Runs `work` in one transaction as `caller`, the way a REST request runs: its role, and its claims as a setting. */
export async function asCaller<T>(sql: Sql, caller: Caller, work: (sql: TransactionSql) => Promise<T>): Promise<T> {
  const result = await sql.begin(async (transaction) => {
    await transaction`select set_config('role', ${caller.role}, true),
      set_config('request.jwt.claims', ${JSON.stringify(caller.claims)}, true)`;
    return { value: await work(transaction) };
  });
  return result.value;
}
