import { TITLE_LENGTH } from '../../../shared/domain/limits.ts';
import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { Field, INPUT } from '../../components/field.tsx';
import { useKeptEdit } from '../../desk-memory/use-kept-edit.ts';
import { useCommand } from '../../engine-port/use-command.ts';
import { SaveBar } from './save-bar.tsx';

/** The standing question and the brief that the agents work from. What is typed and not saved is there after a restart. */
export function QuestionSection({ project }: { project: QueryRow<'projects.get'> }) {
  const title = useKeptEdit(`title.${project.id}`, project.title);
  const brief = useKeptEdit(`brief.${project.id}`, project.onboarding_brief);
  const update = useCommand('project.update');
  const changed = [title, brief].some(({ stage }) => stage !== 'untouched');
  const overtaken = [title, brief].some(({ stage }) => stage === 'overtaken');
  const save = async () => {
    const patch = {
      ...(title.stage !== 'untouched' && title.value.trim() !== title.before && { title: title.value.trim() }),
      ...(brief.stage !== 'untouched' && { onboarding_brief: brief.value }),
    };
    if (Object.keys(patch).length > 0 && (await update({ id: project.id, patch })) === null) return;
    title.saved(patch.title);
    brief.saved(patch.onboarding_brief);
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
            value={title.value}
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
            value={brief.value}
            onChange={(event) => brief.change(event.target.value)}
          />
        )}
      </Field>
      <SaveBar
        changed={changed}
        ready={title.value.trim() !== ''}
        meanwhile={overtaken ? (project.updated_by_name ?? 'Somebody') : null}
        onLeave={() => {
          title.forget();
          brief.forget();
        }}
      />
    </form>
  );
}
