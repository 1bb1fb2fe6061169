import { Plus } from 'lucide-react';
import { useEffect } from 'react';
import { Link, useSearchParams } from 'wouter';
import { usePageCommands } from '../commands/page-commands.ts';
import { Button } from '../components/button.tsx';
import { useRows } from '../engine-port/use-live-query.ts';
import { Page } from '../page/page.tsx';
import { ChatAboutPicker } from './chat-about-picker.tsx';
import { Conversation } from './conversation.tsx';
import { NewConversation } from './new-conversation.tsx';
import { SessionList } from './session-list.tsx';

/** Conversations about episodes and projects; private to the person. `?with=` is one of them, `?episode=` or `?project=` begins one. */
export default function ChatPage() {
  const [search, setSearch] = useSearchParams();
  const sessions = useRows('chat.sessions', {});
  const about = { episodeId: search.get('episode'), projectId: search.get('project') };
  const isNew = search.has('new') || about.episodeId !== null || about.projectId !== null;
  const open = isNew ? undefined : (sessions.find(({ id }) => id === search.get('with')) ?? sessions[0]);
  usePageCommands([
    { id: 'chat.new', label: 'New conversation', words: 'ask chat question', run: () => setSearch({ new: '' }) },
  ]);
  useEffect(() => {
    // An address that names what is shown: back and forward, and a reload, find it again.
    if (open !== undefined && search.get('with') !== open.id) setSearch({ with: open.id }, { replace: true });
  }, [open, search, setSearch]);
  return (
    <Page
      title="Chat"
      width="bare"
      actions={
        <Button look="quiet" compact onClick={() => setSearch({ new: '' })}>
          <Plus size={14} aria-hidden />
          New conversation
        </Button>
      }
    >
      <div className="grid h-[calc(100dvh-2.75rem)] grid-cols-[15rem_minmax(0,1fr)] max-md:grid-cols-1">
        <nav aria-label="Conversations" className="min-h-0 overflow-y-auto border-line border-e p-3 max-md:hidden">
          <SessionList sessions={sessions} openId={open?.id ?? null} />
          {sessions.length === 0 && (
            <p className="px-2 py-1 text-[0.8125rem] text-faint">
              Nothing yet. Only you see your conversations. Begin one here, or at an{' '}
              <Link href="/" className="underline">
                episode
              </Link>
              .
            </p>
          )}
        </nav>
        {open === undefined ? (
          <NewConversation
            key={`${about.episodeId} ${about.projectId}`}
            {...about}
            picker={<ChatAboutPicker {...about} onChoose={(chosen) => setSearch(chosen)} />}
            onBegun={(id) => setSearch({ with: id })}
          />
        ) : (
          <Conversation key={open.id} session={open} onRemoved={() => setSearch({ new: '' })} />
        )}
      </div>
    </Page>
  );
}
