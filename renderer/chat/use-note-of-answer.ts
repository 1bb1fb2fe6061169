import type { Created } from '../../shared/ipc/commands.ts';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { useToasts } from '../components/toast-store.ts';
import { useQueryOnce } from '../engine-port/use-query-once.ts';
import { useCreateNote } from '../planning/use-create-note.ts';

/**
 * Makes a planning note for the project that a conversation is about, itself or by its episode. Says what became of it, and answers
 * null when it was not made.
 */
export function useNoteOfAnswer(session: QueryRow<'chat.sessions'>): (content: string) => Promise<Created | null> {
  const create = useCreateNote();
  const readEpisode = useQueryOnce('episodes.get', 'The note was not made');
  const show = useToasts((toasts) => toasts.show);

  const findProject = async (): Promise<string | null> => {
    if (session.project_id !== null || session.episode_id === null) return session.project_id;
    const rows = await readEpisode({ id: session.episode_id });
    if (rows?.length === 0) {
      show({
        tone: 'warning',
        title: 'The note was not made',
        body: 'The episode that this conversation is about is not here any more, and its project would have the note. What you wrote is safe; try again once the episode is restored from the bin.',
      });
    }
    return rows?.[0]?.project_id ?? null;
  };

  return async (content) => {
    const project = await findProject();
    const created = project === null ? null : await create({ project_id: project, content: content.trim() });
    if (created !== null) show({ tone: 'success', title: 'Noted for the next episode' });
    return created;
  };
}
