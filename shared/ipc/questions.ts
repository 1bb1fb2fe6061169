/**
 * What only the cloud knows: asked over the network when a person opens it, never kept here. Each is refused with `offline` while
 * the cloud cannot be reached, and says what is safe.
 */
export interface Questions {
  /** Versions of a block's text, newest first, VERSIONS_PAGE at a time; `before_rev` of the last asks for the ones before it. */
  'block.versions': { params: { block_id: string; before_rev?: number }; answer: BlockVersion[] };
}

/** Versions in one answer; each is a whole text. */
export const VERSIONS_PAGE = 50;

/** One state of a block's text that the cloud has kept. */
export interface BlockVersion {
  id: string;
  block_rev: number;
  title: string;
  content: string;
  /** Who wrote it: a producer (with the name, when it is known here), a generation, or somebody with SQL. */
  author: { kind: 'producer'; id: string; name: string | null } | { kind: 'generation' } | { kind: 'database' };
  /** ISO; the bursts of one person's typing within five minutes are one version, so it has a beginning and an end. */
  created_at: string;
  updated_at: string;
}

export type QuestionName = keyof Questions;
export type QuestionParams<Q extends QuestionName> = Questions[Q]['params'];
export type Answer<Q extends QuestionName> = Questions[Q]['answer'];
