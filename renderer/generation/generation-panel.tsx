import { Link } from 'wouter';
import { chordWords, isMac } from '../commands/key-chords.ts';
import { Button } from '../components/button.tsx';
import { useFocusKept } from '../components/use-focus-kept.ts';
import { AttemptHistory } from './attempt-history.tsx';
import { canCancel } from './generation-view.ts';
import { StageLine } from './stage-line.tsx';
import { useGeneration } from './use-generation.ts';

/** How this episode is made: ask for it, watch it, stop it, and what came of earlier attempts. */
export function GenerationPanel({ projectId }: { projectId: string }) {
  const { jobs, view, whyNot, ask, replaces, generate, cancel, shown } = useGeneration();
  const section = useFocusKept<HTMLElement>();
  // How long it takes is nothing to say where it cannot be asked for.
  const saysOnlyHow = whyNot !== null && view.state === 'idle' && jobs.length === 0;
  return (
    <section ref={section} aria-labelledby="generation" className="rounded-xl border border-line bg-raised p-4">
      <h2 id="generation" className="text-[0.9375rem] font-semibold">
        Generation
      </h2>
      <div
        ref={shown}
        aria-live="polite"
        className="mt-2 flex flex-col gap-3"
        data-testid="generation"
        data-state={view.state}
      >
        {view.state === 'running' && <StageLine job={view.job} />}
        {view.state !== 'running' && view.state !== 'opening' && !saysOnlyHow && (
          <p className="text-soft">{view.sentence}</p>
        )}
        {whyNot !== null && ask !== null && (
          <p className="text-soft">
            {whyNot.why}{' '}
            <Link href={`/projects/${projectId}/settings`} className="text-accent underline">
              {whyNot.remedy}
            </Link>
          </p>
        )}
      </div>
      <div className="mt-3 flex gap-2">
        {ask !== null && whyNot === null && (
          <Button
            // What would take the place of a text is not what the eye is led to.
            look={replaces ? 'outline' : 'primary'}
            onClick={generate}
            title={chordWords('Mod+Enter', isMac(navigator.platform))}
          >
            {ask}
          </Button>
        )}
        {canCancel(view) && <Button onClick={cancel}>Cancel</Button>}
      </div>
      <AttemptHistory jobs={jobs} />
    </section>
  );
}
