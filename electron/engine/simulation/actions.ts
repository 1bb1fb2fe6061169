/**
 * What happens in one simulated schedule, as data: made from a seed, run in order, cut down by the shrinker, kept in the corpus.
 * `pick` is a share, 0 to below 1, of whatever there is to choose from when the action runs; so every action still means
 * something after others were removed.
 */

import type { CutModel } from '../store/power-cut/simulated-disk.ts';

/** What a desk's oldest waiting call meets on its way. */
export type Fate =
  | { kind: 'arrives' }
  /** Cut before the cloud saw it. */
  | { kind: 'dropped' }
  /** The cloud did it; the answer never came. */
  | { kind: 'answer-lost' }
  /** The network delivers it twice; the second answer comes. */
  | { kind: 'twice' }
  /** Something answers instead of doing it. */
  | { kind: 'refused'; status: 401 | 413 | 429 | 500 | 502 | 503; code: string }
  /** A hotel's login page: 200 and HTML. */
  | { kind: 'portal' };

export type TextEdit = 'append-line' | 'insert-word' | 'replace-line' | 'rewrite';
export type Titled = 'project' | 'episode' | 'block';
export type Made = 'project' | 'episode' | 'block' | 'note';

export type Action =
  | { do: 'type'; desk: number; pick: number; edit: TextEdit; at: number }
  | { do: 'retitle'; desk: number; what: Titled | 'note'; pick: number }
  /** An episode's summary: a column that no insert names. */
  | { do: 'summarize'; desk: number; pick: number }
  /** A block gets a text that it had before. */
  | { do: 'restore-version'; desk: number; pick: number; version: number }
  | { do: 'create'; desk: number; what: Made; pick: number }
  | { do: 'remove'; desk: number; what: Made; pick: number }
  | { do: 'restore'; desk: number; what: Made; pick: number }
  | { do: 'move'; desk: number; pick: number; to: number }
  /** A block in two at a place between words, or with the one before it: one command that changes several rows. */
  | { do: 'split'; desk: number; pick: number; at: number }
  | { do: 'join'; desk: number; pick: number }
  | { do: 'resolve'; desk: number; pick: number; choice: 'mine' | 'theirs' | 'merged' }
  | { do: 'reopen'; desk: number; pick: number }
  | { do: 'retry'; desk: number; pick: number }
  | { do: 'discard'; desk: number; pick: number }
  /** Tries to sync; the next `calls` calls arrive. */
  | { do: 'sync'; desk: number; calls: number }
  | { do: 'answer'; desk: number; fate: Fate }
  /** A push that the network held back somewhere reaches the cloud once more. */
  | { do: 'late'; pick: number }
  | { do: 'time'; ms: number }
  | { do: 'clock'; desk: number; ms: number }
  | { do: 'network'; desk: number; up: boolean }
  | { do: 'realtime'; desk: number; up: boolean }
  | { do: 'session'; desk: number; signedIn: boolean }
  | { do: 'offline'; desk: number; offline: boolean }
  /** The process dies after so many more steps of its store; 0 is now. `done` tells whether the last of them was done. */
  | { do: 'kill'; desk: number; steps: number; done: boolean }
  | { do: 'start'; desk: number }
  /** The database breaks under the process after so many more statements, and is replaced: what was not flushed is gone. */
  | { do: 'break'; desk: number; steps: number }
  /** The machine loses its power: what was not fsynced is there or not, by `chance`. Only where the store is on a simulated disk. */
  | { do: 'power-cut'; desk: number; model: CutModel; chance: number }
  /** What housekeeping does when nobody works. Only where the store is on a simulated disk. */
  | { do: 'checkpoint'; desk: number }
  /** A person or n8n with plain SQL. */
  | {
      do: 'sql';
      what: 'append' | 'retitle' | 'summarize' | 'insert' | 'delete' | 'hard-delete' | 'undelete';
      pick: number;
    }
  /** The same, in a transaction that stays open while others commit. */
  | { do: 'hold'; what: 'append' | 'insert' | 'insert-note' }
  | { do: 'release'; commit: boolean }
  | { do: 'limit'; projects: number }
  | { do: 'member'; desk: number; member: boolean }
  /** The database was moved: all is there, but no cursor is valid any more. */
  | { do: 'epoch' };

export interface Schedule {
  seed: string;
  desks: number;
  /** Where the desks keep their stores: `pooled` are real PGlite threads used again and again; `disk` records every write and can lose its power. */
  stores: 'pooled' | 'disk';
  /** Most rows that the cloud puts into a page, as it does where rows are large; without it all there is fits into one. */
  page_rows?: number;
  actions: Action[];
}
