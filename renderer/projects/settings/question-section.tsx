import { TITLE_LENGTH } from '../../../shared/domain/limits.ts';
import type { Done } from '../../../shared/ipc/commands.ts';
import type { CommandPayload, QueryRow } from '../../../shared/ipc/contract.ts';
import { Field, INPUT } from '../../components/field.tsx';
import { Flights } from '../../desk-memory/flights.ts';
import { settleKeptEdit } from '../../desk-memory/kept-edit.ts';
import { useFlight } from '../../desk-memory/use-flight.ts';
import { useKeptEdit } from '../../desk-memory/use-kept-edit.ts';
import { useCommand } from '../../engine-port/use-command.ts';
import { SaveBar } from './save-bar.tsx';

interface SentQuestion {
  /** What stood in the fields. */
  stood: { title: string; brief: string };
  patch: CommandPayload<'project.update'>['patch'];
}

const FLIGHTS = new Flights<SentQuestion, Done>();

/** The standing question and the brief that the agents work from. What is typed and not saved is there after a restart. */
export function QuestionSection({ project }: { project: QueryRow<'projects.get'> }) {
  const keys = { title: `title.${project.id}`, brief: `brief.${project.id}` };
  const title = useKeptEdit(keys.title, project.title);
  const brief = useKeptEdit(keys.brief, project.onboarding_brief);
  const update = useCommand('project.update');
  const changed = [title, brief].some(({ stage }) => stage !== 'untouched');
  const overtaken = [title, brief].some(({ stage }) => stage === 'overtaken');
  const flight = useFlight({
    flights: FLIGHTS,
    name: keys.title,
    send: ({ patch }: SentQuestion) => update({ id: project.id, patch }),
    taken({ stood, patch }) {
      title.saved(patch.title, stood.title);
      brief.saved(patch.onboarding_brief, stood.brief);
    },
    left({ stood, patch }) {
      settleKeptEdit(keys.title, stood.title, patch.title);
      settleKeptEdit(keys.brief, stood.brief, patch.onboarding_brief);
    },
  });
  const save = async () => {
    const patch = {
      ...(title.stage !== 'untouched' && title.value.trim() !== title.before && { title: title.value.trim() }),
      ...(brief.stage !== 'untouched' && { onboarding_brief: brief.value }),
    };
    await flight.send({ stood: { title: title.value, brief: brief.value }, patch });
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
          flight.letGo();
          title.forget();
          brief.forget();
        }}
      />
    </form>
  );
}
