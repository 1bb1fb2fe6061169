import { type DraftPlace, draftKey, groundPrefix, keysBeginning } from './draft-keys.ts';
import { applyDelta, deltaOf, type TextDelta } from './text-delta.ts';

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
  /** Answers whether it is kept now; if not (a full storage), what was kept before still is. */
  write(blockId: string, draft: Draft): boolean;
  /** Forgets the draft if it is this text: a newer editor of the block may have put down another. */
  settle(blockId: string, content: string): void;
  /** The editor goes away: what only made writing cheap is not needed any more, once the draft is settled. */
  close(blockId: string): void;
}

/** A draft as it is kept: by what differs from a whole text that is kept beside it, under `ground`. */
interface KeptDraft {
  ground: string;
  base: TextDelta;
  content: TextDelta;
  sent: TextDelta | null;
}

/** When what differs has grown to this, in UTF-16 units, a new whole text is put down. */
const MOST_DIFFERENT = 4_096;

/**
 * Drafts in the browser's storage: they outlive the page and the engine. A full or broken storage only makes them fewer.
 *
 * Each keystroke is written at once, and a text may be long: so the whole text is written down once, and of each state what differs
 * from it. A new whole text gets a name of its own and the one before goes last: at whatever write the page dies, the draft and
 * the text that it refers to are both there.
 *
 * @param where whose drafts, and of which episode
 */
export function browserDrafts(
  storage: Storage,
  where: Omit<DraftPlace, 'blockId'>,
  newName: () => string = () => crypto.randomUUID(),
): DraftStore {
  const keyOf = (blockId: string) => draftKey({ ...where, blockId });
  const groundsOf = (blockId: string) => groundPrefix({ ...where, blockId });
  const grounds = new Map<string, { key: string; text: string }>();
  let isClosed = false;

  const read = (blockId: string): Draft | null => {
    try {
      const value: unknown = JSON.parse(storage.getItem(keyOf(blockId)) ?? 'null');
      if (!isKeptDraft(value)) return null;
      const ground = storage.getItem(value.ground);
      if (ground === null) return null;
      return {
        base: applyDelta(ground, value.base),
        content: applyDelta(ground, value.content),
        sent: value.sent === null ? null : applyDelta(ground, value.sent),
      };
    } catch {
      return null;
    }
  };
  const forgetGrounds = (blockId: string): void => {
    grounds.delete(blockId);
    if (storage.getItem(keyOf(blockId)) !== null) return;
    for (const key of keysBeginning(storage, groundsOf(blockId))) storage.removeItem(key);
  };
  const keep = (blockId: string, { base, content, sent }: Draft): void => {
    let ground = grounds.get(blockId);
    const differing = (text: string) => deltaOf(ground?.text ?? '', text);
    let kept = { base: differing(base), content: differing(content), sent: sent === null ? null : differing(sent) };
    const size = kept.base.inserted.length + kept.content.inserted.length + (kept.sent?.inserted.length ?? 0);
    const isNew = ground === undefined || size > MOST_DIFFERENT || storage.getItem(ground.key) === null;
    if (isNew) {
      ground = { key: groundsOf(blockId) + newName(), text: content };
      storage.setItem(ground.key, ground.text);
      grounds.set(blockId, ground);
      kept = { base: differing(base), content: differing(content), sent: sent === null ? null : differing(sent) };
    }
    storage.setItem(keyOf(blockId), JSON.stringify({ ground: ground?.key, ...kept }));
    if (isNew)
      for (const key of keysBeginning(storage, groundsOf(blockId))) if (key !== ground?.key) storage.removeItem(key);
  };
  return {
    read,
    write(blockId, draft) {
      try {
        keep(blockId, draft);
        return true;
      } catch {
        // The engine gets the text within a second all the same.
        return false;
      }
    },
    settle(blockId, content) {
      if (read(blockId)?.content === content) storage.removeItem(keyOf(blockId));
      if (isClosed) forgetGrounds(blockId);
    },
    close(blockId) {
      isClosed = true;
      forgetGrounds(blockId);
    },
  };
}

function isKeptDraft(value: unknown): value is KeptDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'ground' in value &&
    'base' in value &&
    'content' in value &&
    'sent' in value &&
    typeof value.ground === 'string' &&
    isDelta(value.base) &&
    isDelta(value.content) &&
    (value.sent === null || isDelta(value.sent))
  );
}

function isDelta(value: unknown): value is TextDelta {
  return (
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    'removed' in value &&
    'inserted' in value &&
    typeof value.at === 'number' &&
    typeof value.removed === 'number' &&
    typeof value.inserted === 'string'
  );
}
