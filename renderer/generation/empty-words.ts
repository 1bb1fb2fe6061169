import type { AskWords, GenerationView } from './generation-view.ts';

/** What an episode without a text says of how it comes by one. `forbidden`: its project's state does not let it be generated. */
export function emptyWords(
  { state }: Pick<GenerationView, 'state'>,
  { ask, forbidden, keys }: { ask: AskWords | null; forbidden: boolean; keys: string },
): string {
  if (ask !== null && !forbidden) {
    return `Write it yourself, or press ${ask} (${keys}) and go on with something else: you will be told when it is ready.`;
  }
  const told = 'Go on with something else: you will be told when it is ready.';
  switch (state) {
    case 'waiting-for-network':
    case 'sending':
      return `It has been asked for. ${told}`;
    case 'queued':
      return `It is in the queue. ${told} What you write meanwhile is kept.`;
    case 'running':
      return `It is being made. ${told} What you write meanwhile is kept.`;
    default:
      return 'You can write it yourself.';
  }
}
