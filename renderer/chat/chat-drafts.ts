import { Flights } from '../desk-memory/flights.ts';
import { keepText, ofOwner, readKeptText } from '../desk-memory/kept-text.ts';

/** Messages that are on their way, each into the conversation that it is answered with. */
export const CHAT_FLIGHTS = new Flights<string, string>();

/** Under which what is typed into a conversation is kept: by its own id, or by what a new one is about. */
export function chatDraftKey(id: string): string {
  return `chat.${id}`;
}

/** On the way through what a new conversation may be about. */
export interface ChatWalk {
  /** What is chosen. */
  at: string;
  /** Where the question is that goes along: the one that was typed on the way, and none that was left at another place before. */
  carried: string | null;
}

/** Begins at what the address says. A question about nothing in particular goes along with the first choice. */
export function beginChatWalk(at: string): ChatWalk {
  return { at, carried: at === 'new' ? at : null };
}

/** It is chosen what the conversation is to be about. A question that could not go along is fetched by the next choice. */
export function walkOn({ carried }: ChatWalk, to: string): ChatWalk {
  return { at: to, carried: carried !== null && moveChatDraft(carried, to) ? to : carried };
}

/** False when the question stays: another was typed for that already, or it is on its way. */
function moveChatDraft(from: string, to: string): boolean {
  const [before, after] = [chatDraftKey(from), chatDraftKey(to)];
  const text = readKeptText(before);
  if (text === null || from === to || (readKeptText(after) ?? '') !== '' || CHAT_FLIGHTS.isUnderWay(ofOwner(before)))
    return false;
  keepText(after, text);
  keepText(before, null);
  return true;
}

/** Puts words as a quotation before what is typed already, for the person to ask about. */
export function quoteInChatDraft(id: string, words: string): void {
  const quotation = words.trim().replace(/^/gm, '> ');
  const key = chatDraftKey(id);
  keepText(key, `${quotation}\n\n${readKeptText(key) ?? ''}`);
}
