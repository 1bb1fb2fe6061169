import { useEffect, useState } from 'react';
import { TITLE_LENGTH } from '../../../shared/domain/limits.ts';
import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { Field, INPUT } from '../../components/field.tsx';
import { useKeptText } from '../../desk-memory/use-kept-text.ts';
import { useCommand } from '../../engine-port/use-command.ts';
import { SaveBar } from './save-bar.tsx';

/** The standing question and the brief that the agents work from. What is typed and not saved is there after a restart. */
export function QuestionSection({ project }: { project: QueryRow<'projects.get'> }) {
  const [before, setBefore] = useState({ title: project.title, brief: project.onboarding_brief });
  const title = useKeptText(`title.${project.id}`, before.title);
  const brief = useKeptText(`brief.${project.id}`, before.brief);
  const update = useCommand('project.update');
  const patch = {
    ...(title.text.trim() !== before.title && { title: title.text.trim() }),
    ...(brief.text !== before.brief && { onboarding_brief: brief.text }),
  };
  const changed = Object.keys(patch).length > 0;
  const changedMeanwhile = project.title !== before.title || project.onboarding_brief !== before.brief;
  const begin = (from: typeof before) => {
    setBefore(from);
    title.change(from.title);
    brief.change(from.brief);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `begin` is made anew each time
  useEffect(() => {
    // Nothing is being typed: what somebody else has saved is simply shown.
    if (changedMeanwhile && !changed) begin({ title: project.title, brief: project.onboarding_brief });
  }, [changedMeanwhile, changed, project.title, project.onboarding_brief]);
  const save = async () => {
    if ((await update({ id: project.id, patch })) === null) return;
    title.forget();
    brief.forget();
    setBefore({ title: title.text.trim(), brief: brief.text });
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field label="The question">
        {(id) => (
          <input
            id={id}
            dir="auto"
            className={INPUT}
            value={title.text}
            maxLength={TITLE_LENGTH}
            onChange={(event) => title.change(event.target.value)}
          />
        )}
      </Field>
      <Field label="Brief" hint="Who reads it, what they want to know, what to leave out.">
        {(id) => (
          <textarea
            id={id}
            dir="auto"
            rows={10}
            className={`${INPUT} leading-relaxed`}
            value={brief.text}
            onChange={(event) => brief.change(event.target.value)}
          />
        )}
      </Field>
      <SaveBar
        changed={changed}
        ready={title.text.trim() !== ''}
        meanwhile={changedMeanwhile ? (project.updated_by_name ?? 'Somebody') : null}
        onLeave={() => begin({ title: project.title, brief: project.onboarding_brief })}
      />
    </form>
  );
}
