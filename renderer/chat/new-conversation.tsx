import type { ReactNode } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { useCommand } from '../engine-port/use-command.ts';
import { ChatComposer } from './chat-composer.tsx';

interface NewConversationProps {
  episodeId: string | null;
  projectId: string | null;
  picker: ReactNode;
  onBegun: (id: string) => void;
}

export function NewConversation({ episodeId, projectId, picker, onBegun }: NewConversationProps) {
  const begin = useCommand('chat.begin');
  return (
    <section aria-label="New conversation" className="flex min-h-0 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto px-6 py-6">
        <h1 className="sr-only">New conversation</h1>
        <EmptyState title="Ask about an episode or a project">
          <p className="mb-4">
            The assistant reads what you can read. Offline, your question waits here and is sent by itself. Only you see
            it.
          </p>
          {picker}
        </EmptyState>
      </div>
      <ChatComposer
        draftOf={episodeId ?? projectId ?? 'new'}
        label="First message"
        autoFocus
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
