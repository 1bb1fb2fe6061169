import { type ReactNode, useState } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { usePageCommands } from '../commands/page-commands.ts';
import { useToasts } from '../components/toast-store.ts';
import { useNow } from '../components/use-now.ts';
import { useDeskMemory } from '../desk-memory/memory-store.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { useIsOnline } from '../engine-port/use-session.ts';
import { type AskWords, askWords, canCancel, generationView, replacesText } from './generation-view.ts';
import { whyNothingIsGenerated } from './inactive-project.ts';
import { ReplaceTextDialog } from './replace-text-dialog.tsx';
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
  hasText: boolean;
  /** The page, with the panel that shows it. */
  children: ReactNode;
}

/** Follows how an episode is made and offers what can be done about it by keys and palette, also while the side panel is folded. */
export function EpisodeGeneration({ episode, hasText, children }: EpisodeGenerationProps) {
  const { id: episode_id, project_status: project } = episode;
  const jobs = useRows('jobs.of_episode', { episode_id });
  const requests = useRows('generation.requests', {}).filter((request) => request.episode_id === episode_id);
  const online = useIsOnline();
  const view = generationView(jobs[0] ?? null, requests, { now: useNow(), online, project });
  const request = useCommand('generation.request');
  const cancelIt = useCommand('generation.cancel');
  const show = useToasts((toasts) => toasts.show);
  const [isReplacing, setReplacing] = useState(false);
  // A text that somebody has written was not generated before.
  const ask = askWords(view, hasText && jobs.length > 0);
  const whyNot = whyNothingIsGenerated(project);
  const replaces = replacesText(view, hasText);
  const cancel = () => void cancelIt({ episode_id });
  const send = async () => {
    if ((await request({ episode_id })) === null || useDeskMemory.getState().panel.open) return;
    // Nothing else on the screen says so, and it is not for nothing.
    show({ tone: 'info', title: 'A generation was asked for', action: { label: 'Cancel', run: cancel } });
  };
  const generate = () => {
    if (ask === null || whyNot !== null) {
      const body = whyNot?.why ?? (view.state === 'running' ? 'It is being made.' : view.sentence);
      show({ tone: 'info', title: 'No generation was asked for', body });
    } else if (replaces) setReplacing(true);
    else void send();
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
      ? [{ id: 'generation.cancel', label: 'Cancel the generation', words: 'stop', run: cancel }]
      : []),
  ]);
  return (
    <GenerationContext value={{ jobs, view, whyNot, ask, replaces, generate, cancel }}>
      {children}
      <ReplaceTextDialog open={isReplacing} onClose={() => setReplacing(false)} onGenerate={() => void send()} />
    </GenerationContext>
  );
}
