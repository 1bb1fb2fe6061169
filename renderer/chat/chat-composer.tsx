import { SendHorizontal } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { CHAT_MESSAGE_LENGTH, codePointLength } from '../../shared/domain/limits.ts';
import { Button } from '../components/button.tsx';
import { INPUT } from '../components/field.tsx';
import { useSending } from '../components/use-sending.ts';
import { keepText } from '../desk-memory/kept-text.ts';
import { useKeptText } from '../desk-memory/use-kept-text.ts';
import { CHAT_FLIGHTS, chatDraftKey } from './chat-drafts.ts';

interface ChatComposerProps {
  /** The conversation, or what a new one is about: what is typed and not sent is kept under it. */
  draftOf: string;
  label: string;
  /** For a field that somebody has just asked for. */
  autoFocus?: boolean;
  /** Somebody changes the text here. */
  onType?: () => void;
  /** Answers the conversation that the message went into; null when it was not taken: the text then stays. */
  onSend: (message: string) => Promise<string | null>;
  /** Once what was typed meanwhile waits in that conversation. */
  onSent?: (conversation: string) => void;
}

/** Enter sends, Shift+Enter makes a line. */
export function ChatComposer({ draftOf, label, autoFocus = false, onType, onSend, onSent }: ChatComposerProps) {
  const { text, change: type } = useKeptText(chatDraftKey(draftOf));
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!autoFocus) return;
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, [autoFocus]);
  const over = codePointLength(text) - CHAT_MESSAGE_LENGTH;
  const canSend = text.trim() !== '' && over <= 0;
  const { send } = useSending({
    flights: CHAT_FLIGHTS,
    name: chatDraftKey(draftOf),
    text,
    send: (sent) => onSend(sent.trim()),
    put(rest, conversation) {
      type(conversation === draftOf ? (rest ?? '') : '');
      if (conversation !== draftOf && rest !== null) keepText(chatDraftKey(conversation), rest);
    },
    onTaken: (conversation) => onSent?.(conversation),
  });
  return (
    <form
      className="border-line border-t px-6 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) void send();
      }}
    >
      <div className="mx-auto flex max-w-2xl items-end gap-2">
        <textarea
          ref={area}
          aria-label={label}
          rows={1}
          dir="auto"
          value={text}
          placeholder="Ask…"
          onChange={(event) => {
            type(event.target.value);
            onType?.();
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            if (canSend) void send();
          }}
          className={`${INPUT} field-sizing-content max-h-48 resize-none`}
        />
        <Button look="primary" type="submit" aria-label="Send" disabled={!canSend}>
          <SendHorizontal size={15} aria-hidden />
        </Button>
      </div>
      {over > 0 && <p className="mx-auto mt-1 max-w-2xl text-bad text-xs">{over} characters too many</p>}
    </form>
  );
}
