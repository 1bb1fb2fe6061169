import { EmptyState } from '../components/empty-state.tsx';
import { count } from '../components/times.ts';

/** In place of the conversation that the address names, when the list has none of that name. `unlisted`: how many are too old for it. */
export function MissingConversation({ listed, unlisted }: { listed: number; unlisted: number }) {
  return (
    <section aria-label="Conversation" className="min-h-0 flex-1 overflow-y-auto px-6 py-6">
      <h1 className="sr-only">Conversation</h1>
      <EmptyState title="This conversation is not in the list">
        <p>
          It may have been removed, here or on another machine.
          {unlisted > 0 && ` Or it is older than the newest ${count(listed)}, which are listed; then it is kept.`} Open
          another one, or begin a new one.
        </p>
      </EmptyState>
    </section>
  );
}
