import type { TransactionSql } from 'postgres';

/** The roles that a request may have. */
export const REQUEST_ROLES = ['anon', 'authenticated', 'generation_worker'];

export interface Column {
  name: string;
  /** Computed by Postgres, so that nobody writes it. */
  generated: boolean;
  required: boolean;
  /** "<role> <privilege>", of the request roles. */
  granted: string[];
}

export interface Relation {
  name: string;
  kind: string;
  rowSecurity: boolean;
  columns: Column[];
  /** "<role> <privilege>" on the whole of it, of the request roles. */
  granted: string[];
}

export function isTable({ kind }: Relation): boolean {
  return kind === 'r' || kind === 'p';
}

const COLUMN_PRIVILEGES = ['SELECT', 'INSERT', 'UPDATE'] as const;
export const WHOLE_PRIVILEGES = ['DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'] as const;

/** Everything of `public` that holds or shows rows. */
export async function relations(sql: TransactionSql): Promise<Relation[]> {
  return sql<Relation[]>`
    with asked as (select r.role from unnest(${REQUEST_ROLES}::text[]) r (role))
    select c.relname as name, c.relkind::text as kind, c.relrowsecurity as "rowSecurity",
      (
        select json_agg(json_build_object(
          'name', a.attname, 'generated', a.attgenerated <> '', 'required', a.attnotnull,
          'granted', (
            select coalesce(json_agg(k.role || ' ' || p.privilege), '[]')
            from asked k, unnest(${COLUMN_PRIVILEGES}::text[]) p (privilege)
            where has_column_privilege(k.role, c.oid, a.attnum, p.privilege)
          )
        ) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      ) as columns,
      (
        select coalesce(json_agg(k.role || ' ' || p.privilege), '[]')
        from asked k, unnest(${WHOLE_PRIVILEGES}::text[]) p (privilege)
        where has_table_privilege(k.role, c.oid, p.privilege)
      ) as granted
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
    order by 1`;
}

/** The columns that a role may read or write. */
export function grantedColumns(
  { columns }: Relation,
  role: string,
  privilege: (typeof COLUMN_PRIVILEGES)[number],
): string[] {
  return columns.filter(({ granted }) => granted.includes(`${role} ${privilege}`)).map(({ name }) => name);
}

export function mayOnWhole({ granted }: Relation, role: string, privilege: (typeof WHOLE_PRIVILEGES)[number]): boolean {
  return granted.includes(`${role} ${privilege}`);
}
