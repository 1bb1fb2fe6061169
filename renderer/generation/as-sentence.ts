/** What ends a sentence, also in other scripts, and a quotation or a bracket that it ends in. */
const ENDED = /[.!?…。！？؟]["'”’»)\]]*$/u;

/** A reason as whoever failed has given it, often without a full stop; a sentence goes on behind it. */
export function asSentence(reason: string): string {
  const words = reason.trim();
  return words === '' || ENDED.test(words) ? words : `${words}.`;
}
