import type { AiOperation } from '../domain/generation.ts';
import type { Json } from '../sync/protocol.ts';

/**
 * What only the cloud knows: asked over the network when a person opens it, never kept here. Each is refused with `offline` while
 * the cloud cannot be reached, and says what is safe.
 */
export interface Questions {
  /** Versions of a block's text, newest first, VERSIONS_PAGE at a time; `before_rev` of the last asks for the ones before it. */
  'block.versions': { params: { block_id: string; before_rev?: number }; answer: BlockVersion[] };
  /** Entries of the audit trail, newest first, AUDIT_PAGE at a time. `refused` for others than admins: the cloud decides. */
  'activity.audit': { params: { filter: AuditFilter; before?: PageEnd }; answer: AuditEntry[] };
  /** What the organisation's days from `from` to `until` (both included) cost by project, dearest first. */
  'usage.by_project': { params: { from: string; until: string }; answer: ProjectUsage[] };
  /** Single AI calls of those days, newest first, CALLS_PAGE at a time. */
  'usage.calls': {
    params: { from: string; until: string; operation?: AiOperation; before?: PageEnd };
    answer: UsageCall[];
  };
}

/** Where a page ended; the next begins behind it. Times of the cloud are as exact as it gave them: microseconds. */
export interface PageEnd {
  created_at: string;
  id: string;
}

export const AUDIT_PAGE = 50;
export const CALLS_PAGE = 50;

/** Absent keys do not narrow. Days are the organisation's, "2026-11-24", both included. */
export interface AuditFilter {
  /** A user's id, `generation_worker` or `system`. */
  actor?: string;
  resource_type?: AuditedThing;
  resource_id?: string;
  from?: string;
  until?: string;
}

/** What the cloud's triggers record (audit_change in migrations/cloud). */
export const AUDITED_THINGS = [
  'organization',
  'member',
  'project',
  'episode',
  'planning_note',
  'generation_job',
] as const;
export type AuditedThing = (typeof AUDITED_THINGS)[number];

export interface AuditEntry extends PageEnd {
  /** Who: a person (with the name, when it is known here), the generation, or the cloud's timer or somebody with SQL. */
  actor: { kind: 'person'; id: string; name: string | null } | { kind: 'generation' } | { kind: 'system' };
  /** "project.deleted" */
  action: string;
  /** `title` and `path` (of a page) when the thing is on this machine. */
  resource: { type: string; id: string; title: string | null; path: string | null };
  /** The columns that changed; null for a row that was new. */
  old_values: { [column: string]: Json } | null;
  new_values: { [column: string]: Json } | null;
  severity: 'info' | 'warning' | 'error' | 'critical';
}

export interface ProjectUsage {
  /** Null for calls that belong to no episode: chats, onboarding. */
  project_id: string | null;
  title: string | null;
  deleted: boolean;
  calls: number;
  total_tokens: number;
  cost_gbp: number;
}

export interface UsageCall extends PageEnd {
  operation: AiOperation;
  model: string;
  prompt_tokens: number;
  completion_tokens: number;
  cost_usd: number;
  cost_gbp: number;
  episode_id: string | null;
  episode_title: string | null;
  user_name: string | null;
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
