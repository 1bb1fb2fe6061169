import type { QueryRow } from '../../shared/ipc/contract.ts';
import { ComparedText } from '../compare/compared-text.tsx';
import { dayAndHour } from '../components/times.ts';
import { useRows } from '../engine-port/use-live-query.ts';

type KeptText = QueryRow<'history.texts_kept_here'>;

/** What this machine has of a text's past by itself; nothing at all when it has nothing. */
export function TextsKeptHere({ block }: { block: { id: string; content: string } }) {
  const kept = useRows('history.texts_kept_here', { block_id: block.id });
  if (kept.length === 0) return null;
  return (
    <section aria-label="Kept on this machine" className="mt-5">
      <h3 className="mb-2 font-semibold">Kept on this machine</h3>
      <ul className="flex flex-col gap-4">
        {kept.map((text) => (
          <li key={text.id} className="rounded-lg border border-line p-3">
            <p className="mb-2 text-[0.8125rem] text-soft">
              {describe(text)}
              {text.at !== null && `, ${dayAndHour(text.at)}`}
            </p>
            <ComparedText base={text.content} text={block.content} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function describe({ kind, author, author_name }: KeptText): string {
  switch (kind) {
    case 'base':
      return 'What changed since the cloud last had it';
    case 'mine':
      return 'Against my version of a conflict';
    case 'theirs':
      return `Against the version of ${author_name ?? author ?? 'somebody else'} in a conflict`;
  }
}
