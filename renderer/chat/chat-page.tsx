import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { usePageCommands } from '../commands/page-commands.ts';
import { Button } from '../components/button.tsx';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { Page, PageOpening } from '../page/page.tsx';
import { Conversation } from './conversation.tsx';
import { NewConversation } from './new-conversation.tsx';
import { openConversation } from './open-conversation.ts';
import { SessionList } from './session-list.tsx';

/** Conversations about episodes and projects; private to the person. `?with=` is one of them, `?episode=` or `?project=` begins one. */
export default function ChatPage() {
  const [search, setSearch] = useSearchParams();
  const live = useLiveQuery('chat.sessions', {});
  const [begun, setBegun] = useState<string | null>(null);
  const sessions = live.state === 'live' ? live.rows : [];
  const about = { episodeId: search.get('episode'), projectId: search.get('project') };
  const named = search.get('with');
  const openId = openConversation(
    search.has('new') || about.episodeId !== null || about.projectId !== null
      ? { kind: 'new' }
      : named === null
        ? { kind: 'any' }
        : { kind: 'with', id: named },
    sessions,
    begun,
  );
  const isBegunHere = begun !== null && sessions.some(({ id }) => id === begun);
  usePageCommands([
    { id: 'chat.new', label: 'New conversation', words: 'ask chat question', run: () => setSearch({ new: '' }) },
  ]);
  useEffect(() => {
    // From here on it can be removed like any other.
    if (isBegunHere) setBegun(null);
  }, [isBegunHere]);
  useEffect(() => {
    // An address that names what is shown: back and forward, and a reload, find it again.
    if (openId !== null && named !== openId) setSearch({ with: openId }, { replace: true });
  }, [openId, named, setSearch]);
  const goOn = (next: { with: string } | { new: string }) => {
    // Whoever has gone to another conversation or page while it was being done is not fetched back.
    const { pathname, search: now } = window.location;
    if (pathname === '/chat' && new URLSearchParams(now).toString() === search.toString()) setSearch(next);
  };
  if (live.state === 'opening') return <PageOpening />;
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
          <SessionList sessions={sessions} openId={openId} />
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
        {openId === null ? (
          <NewConversation
            {...about}
            onChoose={(chosen) => setSearch(chosen)}
            onBegun={(id) => {
              setBegun(id);
              goOn({ with: id });
            }}
          />
        ) : (
          <Conversation
            key={openId}
            id={openId}
            session={sessions.find(({ id }) => id === openId) ?? null}
            isJustBegun={openId === begun}
            onRemoved={() => goOn({ new: '' })}
          />
        )}
      </div>
    </Page>
  );
}
