import { useEffect, useRef } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { count } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useIsOnline } from '../engine-port/use-session.ts';
import { ChatComposer } from './chat-composer.tsx';
import { ChatMessage } from './chat-message.tsx';
import { ConversationHeader } from './conversation-header.tsx';
import { NotRead } from './not-read.tsx';
import { useLastRows } from './use-last-rows.ts';

interface ConversationProps {
  id: string;
  /** Null for the moment between the answer that it was begun and its row, and while the conversations cannot be read. */
  session: QueryRow<'chat.sessions'> | null;
  /** By whoever is here, who then goes on typing. */
  isJustBegun: boolean;
  onRemoved: () => void;
}

/** One conversation: what was said, and the place to say more. Nothing waits for an answer but the answer. */
export function Conversation({ id, session, isJustBegun, onRemoved }: ConversationProps) {
  const { rows, failure } = useLastRows('chat.messages', { session_id: id });
  const send = useCommand('chat.send');
  const remove = useCommand('chat.remove');
  const restore = useCommand('chat.restore');
  const show = useToasts((toasts) => toasts.show);
  const online = useIsOnline();
  const end = useRef<HTMLDivElement>(null);
  const messages = rows ?? [];
  const said = messages[0]?.in_all ?? 0;
  const unshown = said - messages.length;
  useEffect(() => {
    if (said > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [said]);
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
    <section aria-label="Conversation" className="flex min-h-0 flex-1 flex-col">
      {session !== null ? (
        <ConversationHeader session={session} onRemove={() => void removeIt()} />
      ) : (
        <h1 className="sr-only">Conversation</h1>
      )}
      {failure !== null && <NotRead what="The messages" error={failure} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <div role="log" aria-label="Messages" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-6 py-6">
        {unshown > 0 && (
          <p className="mx-auto mb-6 max-w-2xl text-faint text-xs">
            The newest {count(messages.length)} messages are shown. {count(unshown)} older ones are kept.
          </p>
        )}
        <ol className="mx-auto flex max-w-2xl flex-col gap-6">
          {messages.map((message) => (
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
