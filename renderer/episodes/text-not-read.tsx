import { failureOf, type LiveRows } from '../engine-port/use-live-query.ts';

/** Why the text cannot be read. One that is shown stays, and what is typed into it is sent as ever. */
export function TextNotRead({ blocks }: { blocks: LiveRows<'blocks.of_episode'> }) {
  const failure = failureOf(blocks);
  if (failure === null) return null;
  return (
    <p role="alert" className="mb-4 text-[0.8125rem] text-bad">
      {blocks.state === 'live'
        ? 'What others change in this text may not be shown just now. What you write is kept.'
        : 'The text of this episode cannot be read just now. What was written in it is kept.'}{' '}
      {failure.message}
    </p>
  );
}
