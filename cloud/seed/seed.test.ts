import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../testing/database.ts';
import { BOTH_DATABASES } from '../testing/embedded-database.ts';
import { readFrontMatter } from './front-matter.ts';
import { readContent } from './read-content.ts';
import { seedDemo } from './seed-demo.ts';

const PROJECTS = 6;
const EPISODES = 10;
const NOW = new Date('2026-11-23T12:00:00Z');
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'showrunner-content-'));
  for (let project = 1; project <= PROJECTS; project += 1) {
    const folder = join(directory, `project-${project}`);
    await mkdir(folder);
    const file = {
      title: `The future of subject ${project}`,
      brief: 'What the client asked.',
      status: project === PROJECTS ? 'PAUSED' : 'ACTIVE',
      timezone: 'Europe/London',
      cadence: { mode: 'weekly', days: [1], delivery_hour: 7 },
      memories: [{ content: 'Likes tables', source: 'feedback', importance: 0.7 }],
      notes: [
        { content: 'More on costs', author: 'ben', scope: 'GENERAL', priority: 'HIGH', status: 'pending', age_days: 1 },
        {
          content: 'Used',
          author: 'ada',
          scope: 'NEXT_EPISODE',
          priority: 'LOW',
          status: 'incorporated',
          incorporated_in: 3,
          age_days: 40,
        },
      ],
    };
    await writeFile(join(folder, 'project.json'), JSON.stringify(file));
    for (let number = 1; number <= EPISODES; number += 1) {
      const isDraft = number === EPISODES;
      const status = isDraft ? 'DRAFT' : number === 9 && project === 1 ? 'FAILED' : 'PUBLISHED';
      const head = [
        `title: "Episode ${number}: a \\"quoted\\" title"`,
        'summary: "Two sentences. Here they are."',
        `status: ${status}            # one of four`,
        ...(isDraft ? [] : [`published_days_ago: ${(EPISODES - number) * 7}`]),
        'sources:',
        '  - title: "A source"',
        `    url: "https://www.example.org/${number}"`,
        '    credibility: 0.86',
      ];
      const name = `${String(number).padStart(2, '0')}-episode.md`;
      await writeFile(
        join(folder, name),
        `---\n${head.join('\n')}\n---\n\n## Heading\n\n${'Some words of text. '.repeat(500)}`,
      );
    }
  }
});
afterAll(() => rm(directory, { recursive: true }));

describe.each(BOTH_DATABASES)('the demo world on %s', (_name, createDatabase) => {
  let database: TestDatabase;
  let sql: Sql;

  beforeAll(async () => {
    database = await createDatabase();
    sql = postgres(database.url, { max: 1, onnotice: () => {} });
    expect(await seedDemo(database.url, { directory, now: NOW })).toBe(true);
  });
  afterAll(async () => {
    await sql.end();
    await database.drop();
  });
  const one = async (statement: string): Promise<object | undefined> => (await sql.unsafe(statement))[0];

  it('has its people, projects, episodes with text, and notes', async () => {
    expect(await one("select name, project_limit, subscription_tier from organizations where id = 'org_demo'")).toEqual(
      {
        name: 'Meridian Research',
        project_limit: 25,
        subscription_tier: 'GROWTH',
      },
    );
    expect(await sql`select user_id, role from organization_members order by 1`).toEqual([
      { user_id: 'user_ada', role: 'OWNER' },
      { user_id: 'user_ben', role: 'MEMBER' },
    ]);
    expect(await one('select count(*)::int as projects from projects')).toEqual({ projects: PROJECTS });
    expect(
      await one(
        `select count(*)::int as n, min(word_count) as words, min(reading_minutes) as minutes from episodes where title like '%"quoted"%'`,
      ),
    ).toEqual({ n: PROJECTS * EPISODES, words: 2001, minutes: 9 });
    expect(await one('select count(*)::int as n, min(block_rev)::int as rev from block_versions')).toEqual({
      n: 60,
      rev: 1,
    });
    const used = await one(
      `select e.sequence_number from planning_notes n join episodes e on e.id = n.incorporated_in_episode_id`,
    );
    expect(used).toEqual({ sequence_number: 3 });
  });

  it('has times relative to now, none of them in the future', async () => {
    const [row] =
      await sql`select published_at, delivered_at from episodes where sequence_number = 9 and status = 'PUBLISHED' limit 1`;
    expect(row?.delivered_at).toEqual(new Date('2026-11-16T07:00:00Z'));
    expect(row?.published_at.getTime()).toBeLessThan(row?.delivered_at.getTime());
    const late = await one(`select count(*)::int as n from token_usage where created_at > '${NOW.toISOString()}'`);
    expect(late).toEqual({ n: 0 });
  });

  it('has six weeks of usage, summed by day', async () => {
    const [days] =
      await sql`select count(*)::int as n, sum(calls)::int as calls, round(sum(cost_gbp), 4)::text as cost from token_usage_daily`;
    const [calls] = await sql`select count(*)::int as calls, round(sum(cost_gbp), 4)::text as cost from token_usage`;
    expect(days).toMatchObject({ calls: calls?.calls, cost: calls?.cost });
    expect(days?.n).toBeGreaterThan(25);
  });

  it('has jobs that ended well and badly', async () => {
    const rows =
      await sql`select status::text, count(*)::int as n from episode_schedule_queue where status in ('completed', 'failed') group by 1 order by 1`;
    expect(rows).toEqual([
      { status: 'completed', n: PROJECTS * 2 },
      { status: 'failed', n: 1 },
    ]);
  });

  it('is not made again', async () => {
    expect(await seedDemo(database.url, { directory, now: NOW })).toBe(false);
  });
});

describe('content files', () => {
  it('are refused with their name when they are not as they should be', async () => {
    const wrong = await mkdtemp(join(tmpdir(), 'showrunner-wrong-'));
    await mkdir(join(wrong, 'project'));
    await writeFile(join(wrong, 'project/project.json'), '{"title": "x"}');
    await expect(readContent(wrong)).rejects.toThrow('project/project.json');
    await rm(wrong, { recursive: true });
  });

  it('may quote, comment and list, and nothing else', () => {
    const file =
      '---\ntitle: "a # \\"b\\"" # comment\ndays: 12\nlist:\n  - url: https://x.example/#y\n    n: 0.5\n---\n\nText\n';
    expect(readFrontMatter(file)).toEqual({
      head: { title: 'a # "b"', days: 12, list: [{ url: 'https://x.example/#y', n: 0.5 }] },
      text: 'Text',
    });
    expect(() => readFrontMatter('---\ntitle: [a\n  b]\n---\n')).toThrow('cannot read the line');
    expect(() => readFrontMatter('no head')).toThrow('no front matter');
  });
});
