import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DescribedQuery, describeQuery } from './describe-query.ts';
import { readColumns } from './local-tables.ts';
import { parseNamedQuery } from './named-query.ts';
import { readTypeCatalogue } from './typescript-type.ts';

let database: PGlite;
beforeAll(async () => {
  database = await PGlite.create();
  await database.exec(`
    create type mood as enum ('calm', 'busy');
    create table parents (id uuid primary key, name text not null, mood mood, shape jsonb not null default '{}');
    create table children (id uuid primary key, parent_id uuid not null, state text not null check (state in ('new', 'old')), made timestamptz not null)`);
});
afterAll(() => database.close());

async function described(sql: string): Promise<DescribedQuery> {
  const types = await readTypeCatalogue(database);
  return describeQuery(database, types, await readColumns(database), parseNamedQuery('a.b', `-- For a test.\n${sql}`));
}

describe('describeQuery', () => {
  it('takes types and nullability from the schema', async () => {
    const { columns, parameters, tables } = await described(
      'select p.id, p.name, p.mood, p.shape, c.state, c.made from parents p join children c on c.parent_id = p.id where p.id = :id',
    );
    expect(columns).toEqual([
      { name: 'id', type: 'string', nullable: false },
      { name: 'name', type: 'string', nullable: false },
      { name: 'mood', type: "'calm' | 'busy'", nullable: true },
      { name: 'shape', type: 'Json', nullable: false },
      { name: 'state', type: "'new' | 'old'", nullable: false },
      { name: 'made', type: 'string', nullable: false },
    ]);
    expect(parameters).toEqual([{ name: 'id', type: 'string', postgresType: 'uuid' }]);
    expect(tables).toEqual(['children', 'parents']);
  });

  it.each([
    ['left', 'parents p left join children c on c.parent_id = p.id', { name: false, state: true }],
    ['right', 'children c right join parents p on c.parent_id = p.id', { name: false, state: true }],
    ['full', 'parents p full join children c on c.parent_id = p.id', { name: true, state: true }],
    [
      'lateral',
      'parents p left join lateral (select * from children c where c.parent_id = p.id limit 1) c on true',
      { name: false, state: true },
    ],
  ])('columns of the optional side of a %s join may be null', async (_kind, from, nullable) => {
    const { columns } = await described(`select p.name, c.state from ${from}`);
    expect(Object.fromEntries(columns.map((column) => [column.name, column.nullable]))).toEqual(nullable);
  });

  it('knows of tables inside of functions what its file says', async () => {
    const { tables } = await described('-- @reads children\nselect id from parents');
    expect(tables).toEqual(['children', 'parents']);
  });

  it('takes no alias that would reach the page by another name', async () => {
    await expect(described('select max(name) as "last?" from parents')).rejects.toThrow(
      '"last?" is no name of a column',
    );
  });

  it('an expression may be null unless its alias says otherwise, and the alias is clean when it runs', async () => {
    const { columns, sql } = await described('select count(*) as "n!", max(name) as last from parents');
    expect(columns).toEqual([
      { name: 'n', type: 'number', nullable: false },
      { name: 'last', type: 'string', nullable: true },
    ]);
    expect(sql).toContain('count(*) as n,');
  });

  it('refuses a type annotation of a column that is not there', async () => {
    const query = parseNamedQuery('a.b', '-- For a test.\n-- @type nothing string\nselect name from parents');
    const types = await readTypeCatalogue(database);
    await expect(describeQuery(database, types, await readColumns(database), query)).rejects.toThrow('nothing');
  });
});
