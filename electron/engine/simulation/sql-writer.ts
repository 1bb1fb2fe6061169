import type { ISql } from 'postgres';
import { v7 as uuidv7 } from 'uuid';
import type { Action } from './actions.ts';
import type { Ledger, Word } from './ledger.ts';

type SqlAction = Extract<Action, { do: 'sql' | 'hold' }>['what'];

interface Row {
  id: string;
  text: string;
}

/**
 * n8n or a person in the SQL editor: plain statements as the database's owner. What it wrote counts once `commit` is called.
 * Rejects when a lock is not to be had in time, as such a statement would.
 */
export async function writeBySql(
  sql: ISql,
  organization: string,
  ledger: Ledger,
  action: { what: SqlAction; pick: number },
): Promise<{ commit(): void }> {
  const choose = async (deleted: boolean): Promise<Row | undefined> => {
    const rows = await sql<Row[]>`
      select id::text as id, title || ' ' || content as text from blocks
      where organization_id = ${organization} and (deleted_at is not null) = ${deleted} order by id`;
    return rows[Math.floor(action.pick * rows.length)];
  };
  switch (action.what) {
    case 'append': {
      const block = await choose(false);
      if (block === undefined) return { commit: () => undefined };
      const word = ledger.newWord(null, { table: 'blocks', id: block.id });
      await sql`update blocks set content = content || ${`\nSQL says ${word.word}.`} where id = ${block.id}`;
      return acknowledging(word);
    }
    case 'retitle': {
      const [episode] = await sql<Row[]>`
        select id::text as id, title as text from episodes
        where organization_id = ${organization} and deleted_at is null order by id limit 1`;
      if (episode === undefined) return { commit: () => undefined };
      const word = ledger.newWord(null, { table: 'episodes', id: episode.id });
      await sql`update episodes set title = ${`Title ${word.word}`} where id = ${episode.id}`;
      return {
        commit() {
          ledger.withdraw(episode.text, word).done();
          word.state = 'acknowledged';
        },
      };
    }
    case 'summarize': {
      const episodes = await sql<Row[]>`
        select id::text as id, summary as text from episodes
        where organization_id = ${organization} and deleted_at is null order by id`;
      const episode = episodes[Math.floor(action.pick * episodes.length)];
      if (episode === undefined) return { commit: () => undefined };
      const word = ledger.newWord(null, { table: 'episodes', id: episode.id });
      await sql`update episodes set summary = summary || ${`\nSQL sums up ${word.word}.`} where id = ${episode.id}`;
      return acknowledging(word);
    }
    case 'insert':
    case 'insert-note': {
      const [project] = await sql<{ id: string }[]>`
        select id::text as id from projects where organization_id = ${organization} order by id limit 1`;
      if (project === undefined) return { commit: () => undefined };
      const id = uuidv7();
      const word = ledger.newWord(null, { table: action.what === 'insert' ? 'episodes' : 'planning_notes', id });
      if (action.what === 'insert') {
        await sql`insert into episodes (id, organization_id, project_id, title, sequence_number)
          select ${id}, ${organization}, ${project.id}, ${`Title ${word.word}`},
            coalesce(max(sequence_number), 0) + 1 from episodes where project_id = ${project.id}`;
      } else {
        await sql`insert into planning_notes (id, organization_id, project_id, author_id, content)
          values (${id}, ${organization}, ${project.id}, 'n8n', ${`Note ${word.word}`})`;
      }
      return acknowledging(word);
    }
    case 'delete':
    case 'hard-delete': {
      const block = await choose(false);
      if (block === undefined) return { commit: () => undefined };
      if (action.what === 'delete') await sql`update blocks set deleted_at = now() where id = ${block.id}`;
      else await sql`delete from blocks where id = ${block.id}`;
      return {
        commit() {
          ledger.withdraw(block.text).done();
          ledger.removals.push({ table: 'blocks', id: block.id, acknowledged: true });
        },
      };
    }
    case 'undelete': {
      const block = await choose(true);
      if (block === undefined) return { commit: () => undefined };
      await sql`update blocks set deleted_at = null where id = ${block.id}`;
      return {
        commit() {
          ledger.wantedBack.add(block.id);
        },
      };
    }
  }
}

function acknowledging(word: Word): { commit(): void } {
  return {
    commit() {
      word.state = 'acknowledged';
    },
  };
}
