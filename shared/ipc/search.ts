/** Full-text search over what is on this machine. Its answers come from an index beside the store (docs/decisions/0100). */

export type SearchKind = 'project' | 'episode' | 'block' | 'note';

export interface SearchRequest {
  /** As typed: words in any order, each must be there; the last one may be unfinished; "in quotes" is a phrase. */
  text: string;
  /** Absent does not narrow. */
  kinds?: SearchKind[];
  project_id?: string;
  /** A status of projects, episodes (also for their text) or notes. */
  status?: string;
  /** ISO; changed at or after. */
  since?: string;
  limit?: number;
}

/** A part of a line that is shown; `hit` parts are what was searched for. */
export interface SearchPiece {
  text: string;
  hit: boolean;
}

export interface SearchHit {
  kind: SearchKind;
  id: string;
  project_id: string;
  project_title: string;
  episode_id: string | null;
  title: SearchPiece[];
  snippet: SearchPiece[];
  status: string;
  updated_at: string;
}

export interface SearchAnswer {
  hits: SearchHit[];
  /** There are more than `limit`. */
  more: boolean;
  /** Words that nothing contains, and what was searched for in their place. */
  corrected: { typed: string; used: string[] }[];
  /** Set while the index is made or brought up to date: what is not in it cannot be found yet. 0 of 0 while that is not counted. */
  indexing: { done: number; total: number } | null;
}

export const SEARCH_LIMIT = 20;
export const SEARCH_LIMIT_MOST = 100;
