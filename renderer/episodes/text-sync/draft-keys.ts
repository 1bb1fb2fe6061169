/** One text's draft: whose it is (`ownerOf`), where it belongs, and in which page it was typed (`thisPage`). */
export interface DraftPlace {
  owner: string;
  episodeId: string;
  blockId: string;
  page: string;
}

const PREFIX = 'showrunner.draft.';
const GROUND_PREFIX = 'showrunner.draft-ground.';

const nameOf = ({ owner, episodeId, blockId, page }: DraftPlace) => `${owner}.${episodeId}.${blockId}.${page}`;

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
    const [episodeId, blockId, page] = key.slice(prefix.length).split('.');
    if (episodeId === undefined || blockId === undefined || page === undefined) return [];
    return [{ owner, episodeId, blockId, page }];
  });
}

export interface LeftGround {
  page: string;
  /** Does nothing when a draft refers to it by now. */
  forget(): void;
}

/** Whole texts to which no draft refers: a page that ends with its editor open leaves one of each text that was written in. */
export function leftGroundsOf(storage: Storage, owner: string): LeftGround[] {
  return keysBeginning(storage, `${GROUND_PREFIX}${owner}.`).flatMap((key) => {
    const name = key.slice(GROUND_PREFIX.length, key.lastIndexOf('.'));
    const isLeft = () => storage.getItem(PREFIX + name) === null;
    const forget = () => {
      if (isLeft()) storage.removeItem(key);
    };
    return isLeft() ? [{ page: name.slice(name.lastIndexOf('.') + 1), forget }] : [];
  });
}

/** Gives up all drafts of somebody who removes the desk from this machine. */
export function forgetDraftsOf(storage: Storage, owner: string): void {
  for (const prefix of [PREFIX, GROUND_PREFIX])
    for (const key of keysBeginning(storage, `${prefix}${owner}.`)) storage.removeItem(key);
}
