import { type ReactNode, useRef, useState } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { usePageCommands } from '../commands/page-commands.ts';
import { useToasts } from '../components/toast-store.ts';
import { useNow } from '../components/use-now.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { useIsOnline } from '../engine-port/use-session.ts';
import { type AskWords, askWords, canCancel, episodeView, replacesText, whyNotAsked } from './generation-view.ts';
import { whyNothingIsGenerated } from './inactive-project.ts';
import { ReplaceTextDialog } from './replace-text-dialog.tsx';
import { savedInTime } from './saved-in-time.ts';
import { GenerationContext } from './use-generation.ts';

/** What the palette says where the panel's button says so much less. */
const COMMAND_LABELS: Record<AskWords, string> = {
  Generate: 'Generate the episode',
  'Generate again': 'Generate the episode again',
  'Generate now': 'Generate the episode now',
  'Try again': 'Try again to generate the episode',
  'Try now': 'Try now to generate the episode',
};

interface EpisodeGenerationProps {
  episode: QueryRow<'episodes.get'>;
  /** Null while it is not known yet. */
  hasText: boolean | null;
  /** The texts in which somebody may be typing at the moment. */
  texts: { readonly hasWords: boolean; saved: () => Promise<boolean> };
  /** The page, with the panel that shows it. */
  children: ReactNode;
}

/** Follows how an episode is made and offers what can be done about it by keys and palette, also while the side panel is folded. */
export function EpisodeGeneration({ episode, hasText, texts, children }: EpisodeGenerationProps) {
  const { id: episode_id, project_status: project } = episode;
  const jobs = useLiveQuery('jobs.of_episode', { episode_id });
  const requests = useLiveQuery('generation.requests', {});
  const online = useIsOnline();
  const view = episodeView(jobs, requests, { episodeId: episode_id, now: useNow(), online, project });
  const request = useCommand('generation.request');
  const cancelIt = useCommand('generation.cancel');
  const show = useToasts((toasts) => toasts.show);
  const [isReplacing, setReplacing] = useState(false);
  const isAsking = useRef(false);
  const shown = useRef<HTMLDivElement>(null);
  const known = jobs.state === 'live' ? jobs.rows : [];
  // A text that is not known yet may be one. One that somebody has written was not generated before.
  const ask = askWords(view, hasText !== false && known.length > 0);
  const whyNot = whyNothingIsGenerated(project);
  const replaces = replacesText(view, hasText !== false);
  const cancel = async () => {
    if ((await cancelIt({ episode_id })) === null || isInSight(shown.current)) return;
    const later = online ? {} : { body: 'What the cloud has of it is cancelled as soon as it can be reached.' };
    show({ tone: 'info', title: 'The generation is called off', ...later });
  };
  const refuse = (body: string) => show({ tone: 'info', title: 'No generation was asked for', body });
  const send = async () => {
    // The generator reads what was written before it was asked: the last words are still on their way to the engine.
    if (!(await savedInTime(texts.saved()))) {
      refuse('The last words of its text are not saved yet. Nothing is lost; try again in a moment.');
      return;
    }
    if ((await request({ episode_id })) === null || isInSight(shown.current)) return;
    // Nothing else on the screen says so, and it is not for nothing.
    show({ tone: 'info', title: 'A generation was asked for', action: { label: 'Cancel', run: () => void cancel() } });
  };
  const sendOnce = async () => {
    if (isAsking.current) {
      show({ tone: 'info', title: 'The generation is being asked for already' });
      return;
    }
    isAsking.current = true;
    try {
      await send();
    } finally {
      isAsking.current = false;
    }
  };
  const generate = () => {
    const why = whyNotAsked(view, ask, whyNot?.why ?? null);
    if (why !== null) refuse(why);
    // Words that were typed just now count, though what is shown follows them after a rest.
    else if (replaces || replacesText(view, texts.hasWords)) setReplacing(true);
    else void sendOnce();
  };
  usePageCommands([
    {
      id: 'generation.ask',
      label: COMMAND_LABELS[ask ?? 'Generate'],
      keys: 'Mod+Enter',
      keysIn: 'outside-forms',
      words: 'make',
      run: generate,
    },
    ...(canCancel(view)
      ? [{ id: 'generation.cancel', label: 'Cancel the generation', words: 'stop', run: () => void cancel() }]
      : []),
  ]);
  return (
    <GenerationContext
      value={{ jobs: known, view, whyNot, ask, replaces, generate, cancel: () => void cancel(), shown }}
    >
      {children}
      <ReplaceTextDialog open={isReplacing} onClose={() => setReplacing(false)} onGenerate={() => void sendOnce()} />
    </GenerationContext>
  );
}

/** The whole of it, in the window as it is scrolled now: on a narrow one the side panel stands below the text. */
function isInSight(element: HTMLElement | null): boolean {
  if (element === null) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}
