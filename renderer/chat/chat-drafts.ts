const PREFIX = 'showrunner.chat-draft.';

/** What was typed into a conversation and not sent. A full or broken storage only keeps less. */
export function readChatDraft(key: string): string {
  try {
    return window.localStorage.getItem(PREFIX + key) ?? '';
  } catch {
    return '';
  }
}

export function keepChatDraft(key: string, text: string): void {
  try {
    if (text === '') window.localStorage.removeItem(PREFIX + key);
    else window.localStorage.setItem(PREFIX + key, text);
  } catch {
    // It stays in the field all the same.
  }
}

/** Puts words as a quotation before what is typed already, for the person to ask about. */
export function quoteInChatDraft(key: string, words: string): void {
  const quotation = words.trim().replace(/^/gm, '> ');
  const typed = readChatDraft(key);
  keepChatDraft(key, typed === '' ? `${quotation}\n\n` : `${quotation}\n\n${typed}`);
}
