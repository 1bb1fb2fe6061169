import type { SourceChange } from '../domain/episode-sources.ts';
import type { ProjectMemory } from '../domain/json-shapes.ts';
import type { TextAnchor } from '../domain/text-anchor.ts';

/** Every command a page can give. A command is durable before its result is answered. Ids are UUIDv7 made by the page or the engine. */

export type CadenceMode = 'daily' | 'weekdays' | 'weekly' | 'custom';
/** As stored in projects.cadence_config; days 0-6 with 0 = Sunday, delivery_hour 0-23 in the project's time zone. */
export interface CadenceConfig {
  mode: CadenceMode;
  days: number[];
  delivery_hour: number;
}
export type NoteScope = 'NEXT_EPISODE' | 'GENERAL' | 'TOPIC_REQUEST' | 'DEPTH_ADJUSTMENT';
export type NotePriority = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
export type NoteStatus = 'pending' | 'acknowledged' | 'incorporated' | 'deferred' | 'archived';
export type BlockType = 'MARKDOWN' | 'INSIGHT' | 'SIGNAL' | 'SCENARIO' | 'QUESTION';
export type ProjectStatus = 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'ARCHIVED';

export interface ImportedBlock {
  type?: BlockType;
  title?: string;
  content: string;
}
/** Blocks of one import: a push takes up to 500 edits, and a page shows 200 blocks. */
export const IMPORTED_BLOCKS = 200;

export type HighlightColour = 'yellow' | 'green' | 'blue' | 'pink';

export interface Done {
  done: true;
}
export interface Created {
  id: string;
}

export interface Commands {
  /** Limits in GBP per day and per episode. From others than admins the cloud does not take it; it then needs attention here. */
  'organization.update': {
    payload: { patch: { daily_cost_limit_gbp?: number; episode_cost_limit_gbp?: number; timezone?: string } };
    result: Done;
  };

  'project.create': {
    payload: {
      id?: string;
      title: string;
      onboarding_brief?: string;
      cadence_config?: CadenceConfig;
      timezone?: string;
    };
    result: Created;
  };
  'project.update': {
    payload: {
      id: string;
      patch: {
        title?: string;
        onboarding_brief?: string;
        cadence_config?: CadenceConfig;
        timezone?: string;
        status?: ProjectStatus;
      };
    };
    result: Done;
  };
  'project.remove': { payload: { id: string }; result: Done };
  'project.restore': { payload: { id: string }; result: Done };
  /** Adds a memory to the project, or changes the one with `id`. Desks merge memory by memory. `importance` is 0 to 1. */
  'project.remember': {
    payload: { project_id: string; id?: string; content: string; importance: number };
    result: Created;
  };
  'project.forget': { payload: { project_id: string; id: string }; result: Done };
  /** A memory that was just forgotten, as it was: who it came from and when stay. */
  'project.recall': { payload: { project_id: string; memory: ProjectMemory }; result: Done };

  /** Makes the draft and its first empty markdown block in one group. */
  'episode.create': { payload: { id?: string; project_id: string; title: string }; result: Created };
  'episode.update': { payload: { id: string; patch: { title?: string; summary?: string } }; result: Done };
  /** A text from elsewhere as a new draft with its blocks, in one group; IMPORTED_BLOCKS at most. */
  'episode.import': {
    payload: {
      id?: string;
      project_id: string;
      title: string;
      summary?: string;
      sources?: { title: string; url: string; credibility?: number | null }[];
      blocks: ImportedBlock[];
    };
    result: Created;
  };
  /** One change of an episode's sources as they are now, so that two people's changes do not meet. */
  'episode.change-sources': { payload: { id: string; change: SourceChange }; result: Done };
  /** Publishes the text as it is, or takes it back to a draft while it has not been delivered. The cloud decides when it gets there. */
  'episode.publish': { payload: { id: string }; result: Done };
  'episode.unpublish': { payload: { id: string }; result: Done };
  'episode.remove': { payload: { id: string }; result: Done };
  'episode.restore': { payload: { id: string }; result: Done };

  'block.create': {
    payload: {
      id?: string;
      episode_id: string;
      after_block_id: string | null;
      type?: BlockType;
      title?: string;
      content: string;
    };
    result: Created;
  };
  /** Blocks from elsewhere behind `after_block_id`, or first; in one group. */
  'block.import': {
    payload: { episode_id: string; after_block_id: string | null; blocks: ImportedBlock[] };
    result: { ids: string[] };
  };
  /**
   * The text of a block as the editor has it. `base_content` is the text the editor last took from the engine: the engine
   * merges when the block has moved on since, and the result carries what the block now holds, so that the editor can
   * merge it under the cursor. A burst of keystrokes is one command.
   */
  'block.edit': {
    payload: { id: string; base_content: string; content: string };
    result: { content: string; merged: boolean };
  };
  /**
   * Two blocks of one, in one group: what stands before `at` stays, the rest becomes a new block behind it. `at` counts in
   * `content`, the text as the page has it; it is found again when the block has moved on. The result carries what stays.
   */
  'block.split': {
    payload: { id: string; content: string; at: number; new_id?: string };
    result: { id: string; content: string };
  };
  /**
   * The block's text goes behind that of the block before it, which is answered, with the place where it begins there. `between` is the
   * white space that a split took away, and which its undo gives back; without one they become paragraphs. `into` is the block that
   * was split, for the same undo: another may stand between by now. It is refused once that is gone.
   */
  'block.join': { payload: { id: string; into?: string; between?: string }; result: { id: string; at: number } };
  'block.update': { payload: { id: string; patch: { title?: string; type?: BlockType } }; result: Done };
  /** Puts the block behind `after_block_id`, or first. */
  'block.move': { payload: { id: string; after_block_id: string | null }; result: Done };
  'block.remove': { payload: { id: string }; result: Done };
  'block.restore': { payload: { id: string }; result: Done };
  /**
   * An older text (of `block.versions`) becomes the newest version, whatever the block holds by now; that stays in the history,
   * also when it had not been sent yet. `replaced` is for undo.
   */
  'block.restore-version': { payload: { id: string; content: string }; result: { replaced: string } };

  'note.create': {
    payload: {
      id?: string;
      project_id: string;
      episode_id?: string | null;
      content: string;
      scope?: NoteScope;
      priority?: NotePriority;
      /** ISO; without it the note waits until it is used or put away. */
      expires_at?: string | null;
    };
    result: Created;
  };
  'note.update': {
    payload: {
      id: string;
      patch: {
        content?: string;
        scope?: NoteScope;
        priority?: NotePriority;
        status?: NoteStatus;
        position?: number;
        expires_at?: string | null;
      };
    };
    result: Done;
  };
  /**
   * Puts the note into a column of the board, behind `after_note_id` of that column, or first. Into `incorporated` only a
   * generation brings a note; within it, it can be moved.
   */
  'note.move': { payload: { id: string; status: NoteStatus; after_note_id: string | null }; result: Done };
  'note.remove': { payload: { id: string }; result: Done };
  'note.restore': { payload: { id: string }; result: Done };

  /** A passage of a block as it is read (its rendered text): offsets in UTF-16 units, and the words around it to find it again. */
  'highlight.create': {
    payload: { id?: string; block_id: string; anchor: TextAnchor; colour: HighlightColour; note?: string };
    result: Created;
  };
  'highlight.update': { payload: { id: string; patch: { note?: string; colour?: HighlightColour } }; result: Done };
  'highlight.remove': { payload: { id: string }; result: Done };
  'highlight.restore': { payload: { id: string }; result: Done };

  /** Begins a conversation about an episode, a project or nothing in particular, with its first message, in one group. */
  'chat.begin': {
    payload: { id?: string; project_id?: string | null; episode_id?: string | null; message: string };
    result: Created;
  };
  /** Kept here and sent when the cloud can be reached; the answer comes by itself. */
  'chat.send': { payload: { session_id: string; message: string }; result: Created };
  /** A message whose answer failed is asked again. */
  'chat.ask-again': { payload: { message_id: string }; result: Done };
  'chat.remove': { payload: { id: string }; result: Done };
  'chat.restore': { payload: { id: string }; result: Done };

  /** Kept and sent when the cloud can be reached; until then the request is visibly waiting. */
  'generation.request': { payload: { episode_id: string; priority?: number }; result: Created };
  'generation.cancel': { payload: { episode_id: string }; result: Done };

  /**
   * `mine` and `theirs` decide the places where the two clash; what either did elsewhere stays. `merged` keeps it as it is, or with
   * `text` takes a text of one's own.
   */
  'conflict.resolve': { payload: { id: string; choice: 'mine' | 'theirs' | 'merged'; text?: string }; result: Done };
  'conflict.reopen': { payload: { id: string }; result: Done };
  'attention.retry': { payload: { mutation_id: string }; result: Done };
  'attention.discard': { payload: { mutation_id: string }; result: Done };

  /** The switch in the app. Offline is a choice like any other pause reason. */
  'sync.set-offline': { payload: { offline: boolean }; result: Done };
  'sync.now': { payload: Record<string, never>; result: Done };
  /** Compares every table with the cloud's checksums and repairs what differs; what was done is in the query `sync.log`. */
  'sync.check': { payload: Record<string, never>; result: Done };
  /**
   * Answer to the pause reason `needs-confirmation`. True removes here what the cloud removed. False keeps it: what was deleted is
   * brought back by edits of this desk; what the cloud does not have (or does not show) stays here, and is asked about again.
   */
  'sync.confirm-deletions': { payload: { accept: boolean }; result: Done };

  /** The person has read what became of a store that was rebuilt (query `sync.recovered`). */
  'recovery.acknowledge': { payload: Record<string, never>; result: Done };

  'event.record': { payload: { event_type: string; event_data?: { [key: string]: unknown } }; result: Created };
}
