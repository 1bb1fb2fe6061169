import { Field, INPUT } from '../components/field.tsx';
import { useRows } from '../engine-port/use-live-query.ts';

/** As the address says it. */
export type ChatAbout = { project: string } | { new: string };

interface ChatAboutPickerProps {
  episodeId: string | null;
  projectId: string | null;
  onChoose: (about: ChatAbout) => void;
}

/** What a new conversation is about. From an episode's page it comes with the episode, and is only named here. */
export function ChatAboutPicker({ episodeId, projectId, onChoose }: ChatAboutPickerProps) {
  const projects = useRows('projects.names', {});
  if (episodeId !== null) return <EpisodeName id={episodeId} />;
  return (
    <Field label="About">
      {(id) => (
        <select
          id={id}
          value={projectId ?? ''}
          className={INPUT}
          onChange={(event) => onChoose(event.target.value === '' ? { new: '' } : { project: event.target.value })}
        >
          <option value="">Nothing in particular</option>
          {projects.map((project) => (
            <option key={project.id} value={project.id} dir="auto">
              {project.title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function EpisodeName({ id }: { id: string }) {
  const [episode] = useRows('episodes.get', { id });
  if (episode === undefined) return null;
  const name = episode.title === '' ? `Episode ${episode.sequence_number}` : episode.title;
  return (
    <p className="font-medium text-ink" dir="auto">
      About “{name}”
    </p>
  );
}
