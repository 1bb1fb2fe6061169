import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SearchKind } from '../../../../shared/ipc/search.ts';
import { nearWords } from '../text/near-words.ts';
import { indexedText, isUnspaced, wordsOf } from '../text/normalize-text.ts';
import type { SearchTerm } from '../text/parse-search.ts';
import type { IndexAnswer, IndexSearch, SearchDocument } from './messages.ts';

/** Raised with every change of what is indexed or how: an index of another format is thrown away and made anew. */
const FORMAT = 1;

/** The words are kept for typing errors; numbers and monsters are not typed wrong in a way that can be guessed. */
const LONGEST_WORD = 24;
/** Words kept at most: more than English has, so that a store full of noise cannot fill the memory. */
const VOCABULARY_LIMIT = 300_000;
/** Best matches that are looked at when nothing narrows; then those of today come before those of years ago. */
const CANDIDATES = 200;
/** Fewer hits than this: words that nothing contains are taken for typing errors. */
const FEW = 3;

// The texts themselves are not kept here (content=''), only where which word stands: snippets are cut from the store's own rows.
const SCHEMA = `
  create table documents (
    number integer primary key, kind text not null, id text not null, project_id text not null, episode_id text, status text not null,
    at integer not null, stamp text not null, unique (kind, id));
  create table words (word text primary key) without rowid;
  create virtual table texts using fts5 (title, body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='1 2 3');
  insert into texts (texts, rank) values ('rank', 'bm25(8.0, 1.0)');
  pragma user_version = ${FORMAT}`;

/** A title counts most; of equals the newer comes first: half the weight is lost in about three months. */
const RANKED = 'score * (1 + 1 / (1 + max(0, ?1 - at) / 7776000000.0))';

/** The full-text index of one store: an SQLite file that can be made anew at any time. */
export class SearchDatabase {
  readonly #database: DatabaseSync;
  readonly #words = new Set<string>();
  readonly #statements = new Map<string, StatementSync>();

  /** Opens the index in `file`; one that is damaged or of another format is replaced by an empty one. */
  static open(file: string): SearchDatabase {
    try {
      return new SearchDatabase(file);
    } catch {
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
      return new SearchDatabase(file);
    }
  }

  private constructor(file: string) {
    this.#database = new DatabaseSync(file);
    // What is lost in a power cut is found missing at the next start and put in again: nothing waits for the disk.
    this.#database.exec('pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -8000');
    const version = this.#database.prepare('pragma user_version').get()?.user_version;
    if (version === 0) this.#database.exec(`begin; ${SCHEMA}; commit`);
    else if (version !== FORMAT) {
      this.#database.close();
      throw new Error(`the index has format ${String(version)}`);
    }
    for (const { word } of this.#statement('select word from words').iterate()) this.#words.add(String(word));
  }

  put(documents: readonly SearchDocument[]): void {
    this.#together(() => {
      for (const document of documents) this.#putOne(document);
    });
  }

  remove(kind: SearchKind, ids: readonly string[]): void {
    this.#together(() => {
      for (const id of ids) this.#removeOne(kind, id);
    });
  }

  /** See IndexRequest. */
  compare(
    kind: SearchKind,
    after: string,
    until: string | null,
    rows: readonly (readonly [string, string])[],
  ): string[] {
    const here = new Map(
      this.#statement('select id, stamp from documents where kind = ? and id > ? and (? is null or id <= ?)')
        .all(kind, after, until, until)
        .map(({ id, stamp }) => [String(id), String(stamp)]),
    );
    const stale = rows.filter(([id, stamp]) => here.get(id) !== stamp).map(([id]) => id);
    for (const [id] of rows) here.delete(id);
    if (here.size > 0) this.remove(kind, [...here.keys()]);
    return stale;
  }

  search(search: IndexSearch): IndexAnswer {
    if (search.terms.length === 0) return { found: [], corrected: [] };
    const found = this.#find(search, search.terms.map(matchOf));
    if (found.length >= Math.min(FEW, search.limit)) return { found, corrected: [] };
    const corrected: { typed: string; used: string[] }[] = [];
    const matches = search.terms.map((term) => {
      const used = this.#nearOf(term);
      if (used.length === 0) return matchOf(term);
      corrected.push({ typed: term.shown, used });
      return `(${used.map(quote).join(' OR ')})`;
    });
    if (corrected.length === 0) return { found, corrected };
    const known = new Set(found.map(({ kind, id }) => `${kind} ${id}`));
    const near = this.#find(search, matches).filter(({ kind, id }) => !known.has(`${kind} ${id}`));
    return near.length === 0
      ? { found, corrected: [] }
      : { found: [...found, ...near].slice(0, search.limit), corrected };
  }

  close(): void {
    this.#database.exec('pragma optimize');
    this.#database.close();
  }

  #find(search: IndexSearch, matches: readonly string[]): IndexAnswer['found'] {
    const match = matches.join(' AND ');
    const { kinds, project_id, status, since, limit } = search;
    const narrowed = kinds !== null || project_id !== null || status !== null || since !== null;
    const sql = narrowed
      ? `select d.kind, d.id, d.at, t.rank as score from texts t join documents d on d.number = t.rowid
           left join documents e on e.kind = 'episode' and e.id = d.episode_id and d.kind = 'block'
         where t.texts match ?2 and (?3 is null or d.kind in (select value from json_each(?3)))
           and (?4 is null or coalesce(e.project_id, d.project_id) = ?4) and (?5 is null or coalesce(e.status, d.status) = ?5)
           and (?6 is null or d.at >= ?6)`
      : `select d.kind, d.id, d.at, best.rank as score
         from (select rowid, rank from texts where texts match ?2 order by rank limit ${CANDIDATES}) best
         join documents d on d.number = best.rowid where ?3 is null and ?4 is null and ?5 is null and ?6 is null`;
    const rows = this.#statement(`select kind, id from (${sql}) order by ${RANKED} limit ?7`).all(
      Date.now(),
      match,
      kinds === null ? null : JSON.stringify(kinds),
      project_id,
      status,
      since,
      limit,
    );
    return rows.map((row) => ({ kind: row.kind as SearchKind, id: String(row.id) }));
  }

  #nearOf({ words, prefix }: SearchTerm): string[] {
    const [word] = words;
    if (word === undefined || words.length > 1 || isUnspaced(word) || this.#words.has(word)) return [];
    if (
      prefix &&
      this.#statement('select 1 from words where word >= ? and word < ? limit 1').get(word, `${word}\u{10ffff}`)
    )
      return [];
    return nearWords(this.#words, word, prefix);
  }

  #putOne({ kind, id, project_id, episode_id, status, at, stamp, title, body }: SearchDocument): void {
    this.#removeOne(kind, id);
    const { lastInsertRowid } = this.#statement(
      'insert into documents (kind, id, project_id, episode_id, status, at, stamp) values (?, ?, ?, ?, ?, ?, ?)',
    ).run(kind, id, project_id, episode_id, status, at, stamp);
    const [indexedTitle, indexedBody] = [indexedText(title), indexedText(body)];
    this.#statement('insert into texts (rowid, title, body) values (?, ?, ?)').run(
      lastInsertRowid,
      indexedTitle,
      indexedBody,
    );
    this.#learn(indexedTitle);
    this.#learn(indexedBody);
  }

  #removeOne(kind: SearchKind, id: string): void {
    const known = this.#statement('delete from documents where kind = ? and id = ? returning number').get(kind, id);
    if (known !== undefined) this.#statement('delete from texts where rowid = ?').run(Number(known.number));
  }

  #learn(indexed: string): void {
    for (const word of wordsOf(indexed)) {
      if (
        this.#words.has(word) ||
        word.length < 3 ||
        word.length > LONGEST_WORD ||
        this.#words.size >= VOCABULARY_LIMIT
      )
        continue;
      if (/\d/.test(word) || isUnspaced(word)) continue;
      this.#words.add(word);
      this.#statement('insert or ignore into words (word) values (?)').run(word);
    }
  }

  #together(work: () => void): void {
    this.#database.exec('begin');
    try {
      work();
      this.#database.exec('commit');
    } catch (error) {
      this.#database.exec('rollback');
      throw error;
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}

/** A term in FTS5's language. */
function matchOf({ words, prefix }: SearchTerm): string {
  return `${quote(words.join(' '))}${prefix ? ' *' : ''}`;
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
