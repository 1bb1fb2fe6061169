import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { isChord, isMac } from '../commands/key-chords.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useNow } from '../components/use-now.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { useRows } from '../engine-port/use-live-query.ts';
import { useIsOnline } from '../engine-port/use-session.ts';
import { AttemptHistory } from './attempt-history.tsx';
import { askWords, canCancel, generationView, replacesText } from './generation-view.ts';
import { whyNothingIsGenerated } from './inactive-project.ts';
import { StageLine } from './stage-line.tsx';

interface GenerationPanelProps {
  episode: QueryRow<'episodes.get'>;
  hasText: boolean;
}

/** How this episode is made: ask for it, watch it, stop it, and what came of earlier attempts. */
export function GenerationPanel({ episode, hasText }: GenerationPanelProps) {
  const jobs = useRows('jobs.of_episode', { episode_id: episode.id });
  const requests = useRows('generation.requests', {}).filter(({ episode_id }) => episode_id === episode.id);
  const online = useIsOnline();
  const view = generationView(jobs[0] ?? null, requests, { now: useNow(), online, project: episode.project_status });
  const request = useCommand('generation.request');
  const cancel = useCommand('generation.cancel');
  const [asking, setAsking] = useState(false);
  // A text that somebody has written was not generated before.
  const wanted = askWords(view, hasText && jobs.length > 0);
  const whyNot = whyNothingIsGenerated(episode.project_status);
  const ask = whyNot === null ? wanted : null;
  // How long it takes is nothing to say where it cannot be asked for.
  const saysOnlyHow = whyNot !== null && view.state === 'idle' && jobs.length === 0;
  const generate = () => {
    if (ask === null) return;
    if (replacesText(view, hasText)) setAsking(true);
    else void request({ episode_id: episode.id });
  };
  useEffect(() => {
    const mac = isMac(navigator.platform);
    const listen = (event: KeyboardEvent) => {
      if (!isChord(event, 'Mod+Enter', mac)) return;
      event.preventDefault();
      generate();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
  return (
    <section aria-labelledby="generation" className="rounded-xl border border-line bg-raised p-4">
      <h2 id="generation" className="text-[0.9375rem] font-semibold">
        Generation
      </h2>
      <div aria-live="polite" className="mt-2 flex flex-col gap-3" data-testid="generation" data-state={view.state}>
        {view.state === 'running' && <StageLine job={view.job} />}
        {view.state !== 'running' && !saysOnlyHow && <p className="text-soft">{view.sentence}</p>}
        {whyNot !== null && wanted !== null && (
          <p className="text-soft">
            {whyNot.why}{' '}
            <Link href={`/projects/${episode.project_id}/settings`} className="text-accent underline">
              {whyNot.remedy}
            </Link>
          </p>
        )}
      </div>
      <div className="mt-3 flex gap-2">
        {ask !== null && (
          // What would take the place of a text is not what the eye is led to.
          <Button look={replacesText(view, hasText) ? 'outline' : 'primary'} onClick={generate} title="Ctrl Enter">
            {ask}
          </Button>
        )}
        {canCancel(view) && <Button onClick={() => void cancel({ episode_id: episode.id })}>Cancel</Button>}
      </div>
      <AttemptHistory jobs={jobs} />
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Make this episode anew?"
        description="The new text takes the place of the present one, which goes to the bin and stays in the history. What somebody edits meanwhile is kept."
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>Keep the text</Button>
          <Button
            look="primary"
            onClick={() => {
              setAsking(false);
              void request({ episode_id: episode.id });
            }}
          >
            Generate
          </Button>
        </div>
      </Dialog>
    </section>
  );
}
