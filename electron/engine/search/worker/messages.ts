import type { SearchKind } from '../../../../shared/ipc/search.ts';
import type { SearchTerm } from '../text/parse-search.ts';

/** One row as the index is given it. */
export interface SearchDocument {
  kind: SearchKind;
  id: string;
  project_id: string;
  /** Of a block: its episode, whose project and status it shares. */
  episode_id: string | null;
  /** Empty for a block. */
  status: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Changes whenever the row does; see `stamp` in search/documents.sql. */
  stamp: string;
  title: string;
  body: string;
}

export interface IndexSearch {
  terms: SearchTerm[];
  kinds: SearchKind[] | null;
  project_id: string | null;
  status: string | null;
  since: number | null;
  limit: number;
}

export interface IndexAnswer {
  found: { kind: SearchKind; id: string }[];
  corrected: { typed: string; used: string[] }[];
}

/** `number` pairs an answer with its request. */
export type IndexRequest = { number: number } & (
  | { kind: 'put'; documents: SearchDocument[] }
  | { kind: 'remove'; of: SearchKind; ids: string[] }
  /**
   * The rows of a kind with `after` < id ≤ `until` (null: to the end), as [id, stamp]. Answers the ids that the index lacks or has in
   * another state; what it has beside them is removed.
   */
  | { kind: 'compare'; of: SearchKind; after: string; until: string | null; rows: [string, string][] }
  | { kind: 'search'; search: IndexSearch }
  | { kind: 'close' }
);

export type IndexReply = { number: number } & (
  | { kind: 'done' }
  | { kind: 'stale'; ids: string[] }
  | { kind: 'answer'; answer: IndexAnswer }
  | { kind: 'failed'; message: string }
);
