import { useState } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { type ChatAbout, ChatAboutPicker } from './chat-about-picker.tsx';
import { ChatComposer } from './chat-composer.tsx';
import { beginChatWalk, type ChatWalk, walkOn } from './chat-drafts.ts';
import { useBeginConversation } from './use-begin-conversation.ts';

interface NewConversationProps {
  episodeId: string | null;
  projectId: string | null;
  onChoose: (about: ChatAbout) => void;
  onBegun: (id: string) => void;
}

export function NewConversation({ episodeId, projectId, onChoose, onBegun }: NewConversationProps) {
  const begin = useBeginConversation();
  const draftOf = episodeId ?? projectId ?? 'new';
  const [latest, setLatest] = useState<ChatWalk | null>(null);
  const isChosen = latest?.at === draftOf;
  // An address that nobody has chosen here is another beginning.
  const walk = isChosen ? latest : beginChatWalk(draftOf);
  return (
    <section aria-label="New conversation" className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto px-6 py-6">
        <h1 className="sr-only">New conversation</h1>
        <EmptyState title="Ask about an episode or a project">
          <p className="mb-4">
            The assistant reads what you can read. Offline, your question waits here and is sent by itself. Only you see
            it.
          </p>
          <ChatAboutPicker
            episodeId={episodeId}
            projectId={projectId}
            onChoose={(about) => {
              const next = 'project' in about ? about.project : 'new';
              setLatest(walkOn(walk, next));
              onChoose(about);
            }}
          />
        </EmptyState>
      </div>
      <ChatComposer
        // What it is about has a question of its own.
        key={draftOf}
        draftOf={draftOf}
        label="First message"
        // Whoever has just chosen what it is about may be going through the list with the keys.
        autoFocus={!isChosen}
        onType={() => setLatest({ at: draftOf, carried: draftOf })}
        onSend={async (message) => {
          const begun = await begin({
            episode_id: episodeId,
            project_id: episodeId === null ? projectId : null,
            message,
          });
          return begun?.id ?? null;
        }}
        onSent={onBegun}
      />
    </section>
  );
}
