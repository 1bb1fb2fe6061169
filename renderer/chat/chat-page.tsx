import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { usePageCommands } from '../commands/page-commands.ts';
import { Button } from '../components/button.tsx';
import { Page, PageOpening } from '../page/page.tsx';
import { Conversation } from './conversation.tsx';
import { Conversations } from './conversations.tsx';
import { MissingConversation } from './missing-conversation.tsx';
import { NewConversation } from './new-conversation.tsx';
import { NotRead } from './not-read.tsx';
import { openConversation } from './open-conversation.ts';
import { useLastRows } from './use-last-rows.ts';

/** Conversations about episodes and projects; private to the person. `?with=` is one of them, `?episode=` or `?project=` begins one. */
export default function ChatPage() {
  const [search, setSearch] = useSearchParams();
  const { rows, failure } = useLastRows('chat.sessions', {});
  const [begun, setBegun] = useState<string | null>(null);
  const sessions = rows ?? [];
  const unlisted = (sessions[0]?.in_all ?? 0) - sessions.length;
  const about = { episodeId: search.get('episode'), projectId: search.get('project') };
  const named = search.get('with');
  const shown = openConversation(
    search.has('new') || about.episodeId !== null || about.projectId !== null
      ? { kind: 'new' }
      : named === null
        ? { kind: 'any' }
        : { kind: 'with', id: named },
    { sessions: rows, isCurrent: failure === null },
    begun,
  );
  const openId = shown.kind === 'conversation' ? shown.id : null;
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
  if (rows === null && failure === null) return <PageOpening />;
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
      <div className="grid h-[calc(100dvh-2.75rem)] grid-cols-[15rem_minmax(0,1fr)] grid-rows-[minmax(0,1fr)] max-md:grid-cols-1 max-md:grid-rows-[auto_minmax(0,1fr)]">
        <Conversations sessions={sessions} openId={openId} unlisted={unlisted} isRead={failure === null} />
        <div className="flex min-h-0 flex-col">
          {failure !== null && <NotRead what="Your conversations" error={failure} />}
          {shown.kind === 'unknown' && <h1 className="sr-only">Chat</h1>}
          {shown.kind === 'missing' && <MissingConversation listed={sessions.length} unlisted={unlisted} />}
          {shown.kind === 'new' && (
            <NewConversation
              {...about}
              onChoose={(chosen) => setSearch(chosen)}
              onBegun={(id) => {
                setBegun(id);
                goOn({ with: id });
              }}
            />
          )}
          {shown.kind === 'conversation' && (
            <Conversation
              key={shown.id}
              id={shown.id}
              session={sessions.find(({ id }) => id === shown.id) ?? null}
              isJustBegun={shown.id === begun}
              onRemoved={() => goOn({ new: '' })}
            />
          )}
        </div>
      </div>
    </Page>
  );
}
