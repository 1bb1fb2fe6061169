import type { PGlite } from '@electric-sql/pglite';

/** Names of Postgres types by oid, with the values of enums. */
export interface TypeCatalogue {
  /** The TypeScript type of a value as it crosses JSON (see electron/engine/queries/run-query.ts); throws for a type nobody has thought about. */
  typescript(oid: number): string;
  /** Postgres' own name, for the check of a parameter. */
  name(oid: number): string;
}

// As to_json writes them: int8 and numeric are JSON numbers (ours stay below 2^53), times are ISO strings, xid8 is text.
const BASE_TYPES: { [name: string]: string } = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'number',
  text: 'string',
  varchar: 'string',
  uuid: 'string',
  xid8: 'string',
  date: 'string',
  timestamptz: 'string',
  json: 'Json',
  jsonb: 'Json',
};

/** Reads all types of a database once. */
export async function readTypeCatalogue(database: PGlite): Promise<TypeCatalogue> {
  const types = await database.query<{ oid: number; typname: string; typelem: number; typcategory: string }>(
    'select oid, typname, typelem, typcategory from pg_type',
  );
  const labels = await database.query<{ enumtypid: number; enumlabel: string }>(
    'select enumtypid, enumlabel from pg_enum order by enumtypid, enumsortorder',
  );
  const byOid = new Map(types.rows.map((type) => [type.oid, type]));
  const unions = new Map<number, string[]>();
  for (const label of labels.rows) {
    unions.set(label.enumtypid, [...(unions.get(label.enumtypid) ?? []), `'${label.enumlabel}'`]);
  }

  function typescript(oid: number): string {
    const union = unions.get(oid);
    if (union) return union.join(' | ');
    const type = byOid.get(oid);
    if (type?.typcategory === 'A') {
      const element = typescript(type.typelem);
      return element.includes('|') ? `(${element})[]` : `${element}[]`;
    }
    const base = type && BASE_TYPES[type.typname];
    if (!base) throw new Error(`no TypeScript type is known for Postgres type ${type?.typname ?? oid}`);
    return base;
  }
  return { typescript, name: (oid) => (unions.has(oid) ? 'enum' : (byOid.get(oid)?.typname ?? String(oid))) };
}
