import { Ellipsis } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Menu } from '../components/menu.tsx';
import { useToasts } from '../components/toast-store.ts';
import { useEngineLink } from '../engine-port/engine-context.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { ChatComposer } from './chat-composer.tsx';
import { ChatMessage } from './chat-message.tsx';
import { aboutWords } from './session-list.tsx';

interface ConversationProps {
  session: QueryRow<'chat.sessions'>;
  onRemoved: () => void;
}

/** One conversation: what was said, and the place to say more. Nothing waits for an answer but the answer. */
export function Conversation({ session, onRemoved }: ConversationProps) {
  const messages = useRows('chat.messages', { session_id: session.id });
  const send = useCommand('chat.send');
  const remove = useCommand('chat.remove');
  const restore = useCommand('chat.restore');
  const show = useToasts((toasts) => toasts.show);
  const online = useEngineLink((link) => link.state === 'ready' && link.status.connection.state !== 'paused');
  const end = useRef<HTMLDivElement>(null);
  const count = messages.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [count]);
  const removeIt = async () => {
    if ((await remove({ id: session.id })) === null) return;
    onRemoved();
    show({
      tone: 'info',
      title: 'The conversation was removed',
      action: { label: 'Undo', run: () => void restore({ id: session.id }) },
    });
  };
  const path = session.episode_id !== null ? `/episodes/${session.episode_id}` : `/projects/${session.project_id}`;
  return (
    <section aria-label="Conversation" className="flex min-h-0 flex-col">
      <header className="flex items-center gap-2 border-line border-b px-6 py-2.5">
        <div className="min-w-0">
          <h1 className="truncate font-semibold text-[0.9375rem]" dir="auto">
            {session.title}
          </h1>
          {session.project_title === null ? (
            <p className="text-faint text-xs">{aboutWords(session)}</p>
          ) : (
            <Link href={path} className="block truncate text-soft text-xs hover:underline" dir="auto">
              About {aboutWords(session)}
            </Link>
          )}
        </div>
        <span className="ms-auto">
          <Menu
            label="Actions for this conversation"
            trigger={<Ellipsis size={16} aria-hidden />}
            actions={[{ label: 'Remove the conversation', run: () => void removeIt(), danger: true }]}
          />
        </span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <div role="log" aria-label="Messages" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-6 py-6">
        <ol className="mx-auto flex max-w-2xl flex-col gap-6">
          {messages.map((message) => (
            <ChatMessage key={message.id} message={message} session={session} online={online} />
          ))}
        </ol>
        <div ref={end} />
      </div>
      <ChatComposer
        draftOf={session.id}
        label="Message"
        onSend={async (message) => (await send({ session_id: session.id, message })) !== null}
      />
    </section>
  );
}
