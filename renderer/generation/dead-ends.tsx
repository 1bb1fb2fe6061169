import { useId, useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../components/button.tsx';
import { useFocusKept } from '../components/use-focus-kept.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { whyNothingIsGenerated } from './inactive-project.ts';
import type { NotMade } from './not-made.ts';
import { ReplaceTextDialog } from './replace-text-dialog.tsx';
import { useNotMade } from './use-not-made.ts';

const TITLES = { failed: 'Not made', refused: 'Not accepted' } as const;

/** Generations that wait for a person, each with its reason and what can be done; nothing when there are none. `only`: where the others have a place of their own. */
export function DeadEnds({ only }: { only?: keyof typeof TITLES }) {
  const all = useNotMade();
  const section = useFocusKept<HTMLElement>();
  const heading = useId();
  const deadEnds = only === undefined ? all : all.filter(({ kind }) => kind === only);
  if (deadEnds.length === 0) return null;
  return (
    <section ref={section} aria-labelledby={heading} className="rounded-xl border border-line bg-raised">
      <h2 id={heading} className="px-4 pt-3 text-[0.9375rem] font-semibold">
        {TITLES[only ?? 'failed']}
      </h2>
      <ul className="divide-y divide-line">
        {deadEnds.map((deadEnd) => (
          <DeadEnd key={deadEnd.episodeId} deadEnd={deadEnd} />
        ))}
      </ul>
    </section>
  );
}

function DeadEnd({ deadEnd }: { deadEnd: NotMade }) {
  const cancel = useCommand('generation.cancel');
  const { episodeId, name, kind, reason, project } = deadEnd;
  // What is held back cannot be asked for, whatever the project's state.
  const whyNot = kind === 'blocked' ? null : whyNothingIsGenerated(project.status);
  const callOff = kind === 'blocked' ? 'Cancel' : 'Dismiss';
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <Link href={`/episodes/${episodeId}`} dir="auto" className="block truncate font-medium hover:underline">
          {name}
        </Link>
        <p className="text-[0.8125rem] text-soft">
          {reason}
          {whyNot !== null && (
            <>
              {' '}
              {whyNot.why}{' '}
              <Link href={`/projects/${project.id}/settings`} className="text-accent underline">
                {whyNot.remedy}
              </Link>
            </>
          )}
        </p>
        <p className="text-xs text-faint" dir="auto">
          {project.title}
        </p>
      </div>
      {kind !== 'blocked' && whyNot === null && <AskAgain deadEnd={deadEnd} />}
      {/* A failure stays until it is made good; what is held back, or was never accepted, can be called off. */}
      {kind !== 'failed' && (
        <Button
          compact
          look={kind === 'refused' ? 'quiet' : 'outline'}
          aria-label={`${callOff}: ${name}`}
          onClick={() => void cancel({ episode_id: episodeId })}
        >
          {callOff}
        </Button>
      )}
    </li>
  );
}

/** Asks for it again, after a question where a text would be replaced: it may have been written since. */
function AskAgain({ deadEnd: { episodeId, name, kind, hasText } }: { deadEnd: NotMade }) {
  const request = useCommand('generation.request');
  const [isReplacing, setReplacing] = useState(false);
  const words = kind === 'failed' ? 'Try again' : 'Ask again';
  const send = () => void request({ episode_id: episodeId });
  return (
    <>
      <Button compact aria-label={`${words}: ${name}`} onClick={() => (hasText ? setReplacing(true) : send())}>
        {words}
      </Button>
      <ReplaceTextDialog open={isReplacing} onClose={() => setReplacing(false)} onGenerate={send} />
    </>
  );
}
