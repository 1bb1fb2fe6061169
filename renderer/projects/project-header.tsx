import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { usePageCommands } from '../commands/page-commands.ts';
import { Menu } from '../components/menu.tsx';
import { dayAndHour } from '../components/times.ts';
import { useToasts } from '../components/toast-store.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { ImportDialog } from '../export/import-dialog.tsx';
import { EditProjectDialog } from './edit-project-dialog.tsx';
import { type ProjectPlace, ProjectPlaces } from './project-places.tsx';
import { cadenceWords } from './project-words.ts';
import { ProjectStatusBadge } from './status-badges.tsx';

interface ProjectHeaderProps {
  project: QueryRow<'projects.get'>;
  place: ProjectPlace;
}

export function ProjectHeader({ project, place }: ProjectHeaderProps) {
  const [editing, setEditing] = useState(false);
  const [importing, setImporting] = useState(false);
  usePageCommands([{ id: 'project.import', label: 'Import Markdown as episodes…', run: () => setImporting(true) }]);
  const update = useCommand('project.update');
  const remove = useCommand('project.remove');
  const restore = useCommand('project.restore');
  const show = useToasts((toasts) => toasts.show);
  const [, go] = useLocation();
  const setStatus = (status: 'ACTIVE' | 'PAUSED') => void update({ id: project.id, patch: { status } });
  const removeIt = async () => {
    if ((await remove({ id: project.id })) === null) return;
    go('/');
    show({
      tone: 'info',
      title: `“${project.title}” was moved to the bin`,
      action: { label: 'Undo', run: () => void restore({ id: project.id }) },
    });
  };
  return (
    <header>
      <div className="flex items-start gap-3">
        <h1
          dir="auto"
          className={`min-w-0 font-semibold tracking-tight text-balance ${place === 'board' ? 'text-lg' : 'text-2xl'}`}
        >
          {project.title}
        </h1>
        <span className={place === 'board' ? 'mt-0.5' : 'mt-1.5'}>
          <ProjectStatusBadge status={project.status} />
        </span>
        <span className="ml-auto">
          <Menu
            label="Project actions"
            trigger={<Ellipsis size={16} aria-hidden />}
            actions={[
              { label: 'Import Markdown as episodes…', run: () => setImporting(true) },
              { label: 'Edit the project…', run: () => setEditing(true) },
              project.status === 'PAUSED'
                ? { label: 'Resume deliveries', run: () => setStatus('ACTIVE') }
                : { label: 'Pause deliveries', run: () => setStatus('PAUSED') },
              { label: 'Move to the bin', run: () => void removeIt(), danger: true },
            ]}
          />
        </span>
      </div>
      <p className={place === 'board' ? 'sr-only' : 'mt-1 text-soft'}>
        {cadenceWords(project.cadence_config)}, {project.timezone.replaceAll('_', ' ')}
        {project.next_scheduled_at !== null && ` · next on ${dayAndHour(project.next_scheduled_at, project.timezone)}`}
      </p>
      {place === 'episodes' && project.onboarding_brief !== '' && (
        <details className="mt-3 max-w-3xl">
          <summary className="cursor-default text-[0.8125rem] font-medium text-soft hover:text-ink">The brief</summary>
          <p className="mt-2 whitespace-pre-line font-serif text-base leading-relaxed">{project.onboarding_brief}</p>
        </details>
      )}
      <ProjectPlaces projectId={project.id} here={place} />
      <ImportDialog target={{ kind: 'project', id: project.id }} open={importing} onClose={() => setImporting(false)} />
      <EditProjectDialog project={project} open={editing} onClose={() => setEditing(false)} />
    </header>
  );
}
