import { keepText, readKeptText } from '../desk-memory/kept-text.ts';

/** Under which what is typed into a conversation is kept: by its own id, or by what a new one is about. */
export function chatDraftKey(id: string): string {
  return `chat.${id}`;
}

/** Puts words as a quotation before what is typed already, for the person to ask about. */
export function quoteInChatDraft(id: string, words: string): void {
  const quotation = words.trim().replace(/^/gm, '> ');
  const key = chatDraftKey(id);
  keepText(key, `${quotation}\n\n${readKeptText(key) ?? ''}`);
}
