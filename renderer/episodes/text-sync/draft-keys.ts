/** One text's draft: whose it is (`ownerOf`), and where it belongs. */
export interface DraftPlace {
  owner: string;
  episodeId: string;
  blockId: string;
}

const PREFIX = 'showrunner.draft.';
const GROUND_PREFIX = 'showrunner.draft-ground.';

const nameOf = ({ owner, episodeId, blockId }: DraftPlace) => `${owner}.${episodeId}.${blockId}`;

export function draftKey(place: DraftPlace): string {
  return PREFIX + nameOf(place);
}

/** Begins the keys of the whole texts that a draft refers to. */
export function groundPrefix(place: DraftPlace): string {
  return `${GROUND_PREFIX}${nameOf(place)}.`;
}

export function keysBeginning(storage: Storage, prefix: string): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) =>
    key.startsWith(prefix),
  );
}

/** Drafts that are left of somebody: typed, and acknowledged by no engine yet. */
export function draftsOf(storage: Storage, owner: string): DraftPlace[] {
  const prefix = `${PREFIX}${owner}.`;
  return keysBeginning(storage, prefix).flatMap((key) => {
    const [episodeId, blockId] = key.slice(prefix.length).split('.');
    return episodeId === undefined || blockId === undefined ? [] : [{ owner, episodeId, blockId }];
  });
}

/** Gives up all drafts of somebody who removes the desk from this machine. */
export function forgetDraftsOf(storage: Storage, owner: string): void {
  for (const prefix of [PREFIX, GROUND_PREFIX])
    for (const key of keysBeginning(storage, `${prefix}${owner}.`)) storage.removeItem(key);
}
