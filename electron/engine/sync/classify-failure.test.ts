import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { createDatabase } from '../../../cloud/testing/database.ts';
import { classifyFailure, type FailureKind } from './classify-failure.ts';

const TABLE: [status: number, code: string, kind: FailureKind, why: string][] = [
  [0, '', 'unreachable', 'no network'],
  [408, '', 'unreachable', 'a proxy gave up waiting'],
  [502, '', 'unreachable', 'gateway'],
  [503, '', 'unreachable', 'gateway'],
  [504, '', 'unreachable', 'gateway'],
  [200, '', 'unreachable', 'a sign-in page of a network instead of an answer'],
  [302, '', 'unreachable', 'a redirect is never ours'],
  [500, '', 'try-again', 'server error'],
  [520, '', 'try-again', 'server error of a proxy'],
  [429, '', 'too-many-calls', 'from the gateway'],
  [426, '', 'app-too-old', 'from the gateway'],
  [400, 'SR426', 'app-too-old', 'the cloud moved on'],
  [500, '40001', 'try-again', 'serialization failure'],
  [500, '40P01', 'try-again', 'deadlock'],
  [500, '57014', 'try-again', 'statement timeout'],
  [400, '57014', 'try-again', 'the code decides, not the status'],
  [405, '25006', 'try-again', 'the database is in read-only mode'],
  [500, '26000', 'try-again', 'a pooler lost a prepared statement'],
  [500, '55000', 'try-again', 'the database is not in the state for it'],
  [500, 'XX000', 'try-again', 'internal error'],
  [500, 'F0001', 'try-again', 'a lock file is in the way'],
  [400, '0A000', 'try-again', 'a standby takes no writes'],
  [503, '53300', 'try-again', 'too many connections'],
  [503, '53100', 'try-again', "the cloud's disk is full"],
  [503, '08006', 'try-again', 'connection failure'],
  [503, '57P01', 'try-again', 'admin shutdown'],
  [503, 'PGRST001', 'try-again', 'no database behind the API'],
  [503, 'PGRST002', 'try-again', 'schema cache is loading'],
  [504, 'PGRST003', 'try-again', 'pool timeout'],
  [401, '', 'sign-in', 'refused by the gateway'],
  [401, 'PGRST301', 'sign-in', 'token cannot be verified'],
  [401, 'PGRST303', 'sign-in', 'token expired'],
  [400, 'SR401', 'sign-in', 'no organisation in the token'],
  [400, 'SR403', 'access-revoked', 'not a member any more'],
  [404, 'PGRST202', 'cloud-too-old', 'no such function'],
  [404, '42883', 'cloud-too-old', 'no such function'],
  [403, '42501', 'person', 'row-level security'],
  [409, '23505', 'person', 'unique violation'],
  [409, '23503', 'person', 'foreign key'],
  [400, '23514', 'person', 'check'],
  [400, '22P02', 'person', 'not a value of this type'],
  [400, 'SR420', 'person', 'project limit'],
  [400, 'SR421', 'person', 'daily cost'],
  [413, '', 'person', 'too large'],
  [400, 'SR413', 'person', 'more than one call takes'],
  [404, '', 'unreachable', 'a wrong address is no refusal of an edit'],
  [403, '', 'unreachable', 'the login page of a network'],
  [511, '', 'unreachable', 'a network that wants a login (RFC 6585)'],
];

/** All classes of SQLSTATE in Postgres 17 (errcodes.txt), but success, and the one of the cloud's own refusals. */
const CLASSES =
  '01 02 03 08 09 0A 0B 0F 0L 0P 0Z 10 20 21 22 23 24 25 26 27 28 2B 2D 2F 34 38 39 3B 3D 3F 40 42 44 53 54 55 57 58 72 F0 HV P0 XX SR'.split(
    ' ',
  );

describe('classifyFailure', () => {
  test.each(TABLE)('%i %s is %s: %s', (status, code, kind) => {
    expect(classifyFailure({ status, code })).toBe(kind);
  });

  test('ends a call again and again where the cloud ended it to be sent again, and nowhere else', async () => {
    const database = await createDatabase();
    const sql = postgres(database.url, { max: 1, onnotice: () => {} });
    try {
      const codes = CLASSES.map((name) => `${name}001`);
      const answers = await sql<{ code: string; passing: boolean }[]>`
        select code, is_passing_error(code) as passing from unnest(${codes}::text[]) code`;
      expect(answers).toHaveLength(codes.length);
      const told = answers.map(({ code }) => ({
        code,
        passing: classifyFailure({ status: 500, code }) === 'try-again',
      }));
      expect(told).toEqual([...answers]);
    } finally {
      await sql.end();
      await database.drop();
    }
  });
});
