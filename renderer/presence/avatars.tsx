import type { Colleague } from './use-presence.ts';

/** More than these are counted. */
const SHOWN = 4;

/** The people at this episode, in the page's bar. Nothing is shown while nobody can know. */
export function Avatars({ people }: { people: readonly Colleague[] | null }) {
  if (people === null || people.length === 0) return null;
  const names = people.map(({ name }) => name).join(', ');
  return (
    <span
      role="img"
      aria-label={`Also here: ${names}`}
      title={`Also here: ${names}`}
      data-testid="also-here"
      className="flex -space-x-1.5"
    >
      {people.slice(0, SHOWN).map(({ desk, name }) => (
        <span
          key={desk}
          aria-hidden
          className="flex size-6 items-center justify-center rounded-full border-2 border-ground bg-accent-wash text-[0.625rem] font-semibold text-accent-strong"
        >
          {initials(name)}
        </span>
      ))}
      {people.length > SHOWN && (
        <span aria-hidden className="pl-2.5 text-xs text-faint">
          +{people.length - SHOWN}
        </span>
      )}
    </span>
  );
}

/** "Ben is editing this block", beside the block. */
export function EditingHere({ people, blockId }: { people: readonly Colleague[] | null; blockId: string }) {
  const names = (people ?? []).filter(({ block_id }) => block_id === blockId).map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <p className="absolute -top-2.5 right-2 rounded bg-accent-wash px-1.5 text-[0.6875rem] text-accent-strong">
      {names.join(' and ')} {names.length === 1 && !names[0]?.startsWith('You') ? 'is' : 'are'} editing this block
    </p>
  );
}

function initials(name: string): string {
  const letters = name.split(/\s+/).map((word) => [...word][0] ?? '');
  return `${letters[0] ?? ''}${letters.length > 1 ? (letters.at(-1) ?? '') : ''}`.toLocaleUpperCase();
}
