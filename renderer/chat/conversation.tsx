import { useEffect, useRef } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { useToasts } from '../components/toast-store.ts';
import { useEngineLink } from '../engine-port/engine-context.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { ChatComposer } from './chat-composer.tsx';
import { ChatMessage } from './chat-message.tsx';
import { ConversationHeader } from './conversation-header.tsx';

interface ConversationProps {
  id: string;
  /** Null for the moment between the answer that it was begun and its row: there is only the place to say more. */
  session: QueryRow<'chat.sessions'> | null;
  /** By whoever is here, who then goes on typing. */
  isJustBegun: boolean;
  onRemoved: () => void;
}

/** One conversation: what was said, and the place to say more. Nothing waits for an answer but the answer. */
export function Conversation({ id, session, isJustBegun, onRemoved }: ConversationProps) {
  const messages = useRows('chat.messages', { session_id: id });
  const send = useCommand('chat.send');
  const remove = useCommand('chat.remove');
  const restore = useCommand('chat.restore');
  const show = useToasts((toasts) => toasts.show);
  const online = useEngineLink((link) => link.state === 'ready' && link.status.connection.state !== 'paused');
  const end = useRef<HTMLDivElement>(null);
  const count = session === null ? 0 : messages.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [count]);
  const removeIt = async () => {
    if ((await remove({ id })) === null) return;
    onRemoved();
    show({
      tone: 'info',
      title: 'The conversation was removed',
      action: { label: 'Undo', run: () => void restore({ id }) },
    });
  };
  return (
    <section aria-label="Conversation" className="flex min-h-0 flex-col">
      {session !== null && <ConversationHeader session={session} onRemove={() => void removeIt()} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <div role="log" aria-label="Messages" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-6 py-6">
        <ol className="mx-auto flex max-w-2xl flex-col gap-6">
          {session !== null &&
            messages.map((message) => (
              <ChatMessage key={message.id} message={message} session={session} online={online} />
            ))}
        </ol>
        <div ref={end} />
      </div>
      <ChatComposer
        draftOf={id}
        label="Message"
        autoFocus={isJustBegun}
        onSend={async (message) => ((await send({ session_id: id, message })) === null ? null : id)}
      />
    </section>
  );
}
