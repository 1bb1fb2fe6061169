import type { StateInline } from 'markdown-it';

/**
 * "[^2]" in a text, as footnotes are written in Markdown, refers to the second source of the episode. With a number that no
 * source has it stays what it is: text.
 */
export function sourceReference(state: StateInline, silent: boolean): boolean {
  const [whole, number] = /^\[\^([1-9]\d{0,2})\]/.exec(state.src.slice(state.pos, state.pos + 6)) ?? [];
  if (whole === undefined || number === undefined || Number(number) > sourcesOf(state)) return false;
  if (!silent) state.push('source_reference', '', 0).content = number;
  state.pos += whole.length;
  return true;
}

function sourcesOf({ env }: StateInline): number {
  return typeof env.sources === 'number' ? env.sources : 0;
}
