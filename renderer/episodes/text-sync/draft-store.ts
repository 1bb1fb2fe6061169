/** Text that no engine has acknowledged yet, as it stood in the editor. */
export interface Draft {
  /** The text it was typed on, as last taken from the engine. */
  base: string;
  content: string;
  /** A text that was sent and not answered: the engine may have taken it. */
  sent: string | null;
}

export interface DraftStore {
  read(blockId: string): Draft | null;
  write(blockId: string, draft: Draft): void;
  /** Forgets the draft if it is this text: a newer editor of the block may have put down another. */
  settle(blockId: string, content: string): void;
}

const PREFIX = 'showrunner.draft.';

/** Drafts in the browser's storage: they outlive the page and the engine. A full or broken storage only makes them fewer. */
export function browserDrafts(storage: Storage): DraftStore {
  const read = (blockId: string): Draft | null => {
    try {
      const value: unknown = JSON.parse(storage.getItem(PREFIX + blockId) ?? 'null');
      return isDraft(value) ? value : null;
    } catch {
      return null;
    }
  };
  return {
    read,
    write(blockId, draft) {
      try {
        storage.setItem(PREFIX + blockId, JSON.stringify(draft));
      } catch {
        // Full: the engine gets the text within a second all the same.
      }
    },
    settle(blockId, content) {
      if (read(blockId)?.content === content) storage.removeItem(PREFIX + blockId);
    },
  };
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'base' in value &&
    'content' in value &&
    'sent' in value &&
    typeof value.base === 'string' &&
    typeof value.content === 'string' &&
    (value.sent === null || typeof value.sent === 'string')
  );
}
