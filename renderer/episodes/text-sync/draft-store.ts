/** Text that no engine has acknowledged yet, as it stood in the editor. */
export interface Draft {
  /** The text it was typed on, as last taken from the engine. */
  base: string;
  content: string;
}

export interface DraftStore {
  read(blockId: string): Draft | null;
  write(blockId: string, draft: Draft): void;
  remove(blockId: string): void;
}

const PREFIX = 'showrunner.draft.';

/** Drafts in the browser's storage: they outlive the page and the engine. A full or broken storage only makes them fewer. */
export function browserDrafts(storage: Storage): DraftStore {
  return {
    read(blockId) {
      try {
        const value: unknown = JSON.parse(storage.getItem(PREFIX + blockId) ?? 'null');
        return isDraft(value) ? value : null;
      } catch {
        return null;
      }
    },
    write(blockId, draft) {
      try {
        storage.setItem(PREFIX + blockId, JSON.stringify(draft));
      } catch {
        // Full: the engine gets the text within a second all the same.
      }
    },
    remove(blockId) {
      storage.removeItem(PREFIX + blockId);
    },
  };
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'base' in value &&
    'content' in value &&
    typeof value.base === 'string' &&
    typeof value.content === 'string'
  );
}
