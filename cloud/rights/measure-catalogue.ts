import type { TransactionSql } from 'postgres';
import { grantedColumns, mayOnWhole, REQUEST_ROLES, type Relation, WHOLE_PRIVILEGES } from './catalogue.ts';
import { DEFINER_REASONS } from './definer-reasons.ts';
import type { Matrix } from './matrix.ts';

/** Which columns a request role may read, add and change, table by table, and whether rows are guarded at all. */
export function columnMatrix(all: Relation[]): Matrix {
  const rows = new Map<string, string[]>();
  for (const relation of all) {
    for (const role of REQUEST_ROLES) {
      const others = WHOLE_PRIVILEGES.filter((privilege) => mayOnWhole(relation, role, privilege));
      const cells = [
        describeColumns(relation, role, 'SELECT'),
        describeColumns(relation, role, 'INSERT'),
        describeColumns(relation, role, 'UPDATE'),
        others.join(', ').toLowerCase() || '–',
      ];
      if (role === 'authenticated' || cells.some((cell) => cell !== '–')) {
        rows.set(`${relation.name}, ${role}`, [relation.rowSecurity ? 'on' : 'OFF', ...cells]);
      }
    }
  }
  return {
    title: 'Columns',
    legend:
      '`anon` and `generation_worker` are listed only where they have any right. Row level security is on everywhere.',
    columns: ['row level security', 'select', 'insert', 'update', 'others'],
    rows,
  };
}

function describeColumns(relation: Relation, role: string, privilege: 'SELECT' | 'INSERT' | 'UPDATE'): string {
  const granted = grantedColumns(relation, role, privilege);
  if (granted.length === 0) return '–';
  const missing = relation.columns.map(({ name }) => name).filter((name) => !granted.includes(name));
  if (missing.length === 0) return 'all';
  return missing.length < 3 ? `all but ${missing.join(', ')}` : granted.join(', ');
}

export async function measurePolicies(sql: TransactionSql): Promise<Matrix> {
  const policies = await sql<{ name: string; cells: string[] }[]>`
    select format('%s.%s %s', schemaname, tablename, policyname) as name,
      array[lower(cmd), array_to_string(roles, ', '), lower(permissive), coalesce(qual, '–'), coalesce(with_check, '–')] as cells
    from pg_policies where schemaname in ('public', 'realtime') order by 1`;
  return {
    title: 'Policies',
    legend: 'As Postgres has them, those of private Realtime channels (`realtime.messages`) among them.',
    columns: ['for', 'to', 'kind', 'using', 'with check'],
    rows: new Map(policies.map(({ name, cells }) => [name, cells])),
  };
}

export interface FunctionRights {
  /** With the types of its arguments. */
  name: string;
  shortName: string;
  definer: boolean;
  trigger: boolean;
  anon: boolean;
  authenticated: boolean;
  generation_worker: boolean;
  service_role: boolean;
}

export async function functions(sql: TransactionSql): Promise<FunctionRights[]> {
  const may = (role: string) => sql`has_function_privilege(${role}, p.oid, 'EXECUTE')`;
  return sql<FunctionRights[]>`
    select p.oid::regprocedure::text as name, p.proname::text as "shortName", p.prosecdef as definer,
      p.prorettype = 'trigger'::regtype as trigger, ${may('anon')} as anon, ${may('authenticated')} as authenticated,
      ${may('generation_worker')} as generation_worker, ${may('service_role')} as service_role
    from pg_proc p where p.pronamespace = 'public'::regnamespace order by 1`;
}

export function functionMatrix(all: FunctionRights[]): Matrix {
  const word = (may: boolean) => (may ? 'execute' : '–');
  return {
    title: 'Functions',
    legend: `\`authenticated\` is everybody who signs in, with or without an organisation: what a function then answers is decided by row level
security, or, where it runs with its owner's rights (\`definer\`), by itself. Functions of triggers cannot be called.`,
    columns: ['anon', 'authenticated', 'generation_worker', 'service_role', 'runs as'],
    rows: new Map(
      all
        .filter(({ trigger }) => !trigger)
        .map(({ name, definer, anon, authenticated, generation_worker, service_role }) => [
          name,
          [...[anon, authenticated, generation_worker, service_role].map(word), definer ? 'definer' : 'caller'],
        ]),
    ),
  };
}

export function definerMatrix(all: FunctionRights[]): Matrix {
  return {
    title: 'Security definer',
    legend: 'Functions that run with the rights of their owner, and why (`cloud/rights/definer-reasons.ts`).',
    columns: ['reason'],
    rows: new Map(
      all
        .filter(({ definer }) => definer)
        .map(({ name, shortName }) => [name, [DEFINER_REASONS[shortName] ?? 'NO REASON GIVEN']]),
    ),
  };
}
