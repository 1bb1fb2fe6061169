import { Flights } from '../desk-memory/flights.ts';
import { keepText, ofOwner, readKeptText } from '../desk-memory/kept-text.ts';

/** Messages that are on their way, each into the conversation that it is answered with. */
export const CHAT_FLIGHTS = new Flights<string, string>();

/** Under which what is typed into a conversation is kept: by its own id, or by what a new one is about. */
export function chatDraftKey(id: string): string {
  return `chat.${id}`;
}

/**
 * What a new conversation is to be about was chosen after its question was typed: the question goes along, unless another was typed for
 * that already, or it is on its way.
 */
export function moveChatDraft(from: string, to: string): void {
  const [before, after] = [chatDraftKey(from), chatDraftKey(to)];
  const text = readKeptText(before);
  if (text === null || from === to || (readKeptText(after) ?? '') !== '' || CHAT_FLIGHTS.isUnderWay(ofOwner(before)))
    return;
  keepText(after, text);
  keepText(before, null);
}

/** Puts words as a quotation before what is typed already, for the person to ask about. */
export function quoteInChatDraft(id: string, words: string): void {
  const quotation = words.trim().replace(/^/gm, '> ');
  const key = chatDraftKey(id);
  keepText(key, `${quotation}\n\n${readKeptText(key) ?? ''}`);
}
