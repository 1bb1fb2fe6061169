import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { usePageCommands } from '../commands/page-commands.ts';
import { Menu, type MenuAction } from '../components/menu.tsx';
import { dayAndHour } from '../components/times.ts';
import { useCommand } from '../engine-port/use-command.ts';
import { ImportDialog } from '../export/import-dialog.tsx';
import { type ProjectPlace, ProjectPlaces } from './project-places.tsx';
import { cadenceWords } from './project-words.ts';
import { ProjectStatusBadge } from './status-badges.tsx';
import { useProjectRemoval } from './use-project-removal.ts';

interface ProjectHeaderProps {
  project: QueryRow<'projects.get'>;
  place: ProjectPlace;
}

export function ProjectHeader({ project, place }: ProjectHeaderProps) {
  const [importing, setImporting] = useState(false);
  usePageCommands([{ id: 'project.import', label: 'Import Markdown as episodes…', run: () => setImporting(true) }]);
  const update = useCommand('project.update');
  const remove = useProjectRemoval();
  const [, go] = useLocation();
  const setStatus = (status: 'ACTIVE' | 'PAUSED') => void update({ id: project.id, patch: { status } });
  // A project that is over has no deliveries to pause; its settings take it up again.
  const pauseOrResume: { [status in typeof project.status]?: MenuAction } = {
    ACTIVE: { label: 'Pause deliveries', run: () => setStatus('PAUSED') },
    PAUSED: { label: 'Resume deliveries', run: () => setStatus('ACTIVE') },
  };
  const pausing = pauseOrResume[project.status];
  // The cloud plans the next delivery. Offline, what it planned before a pause is still in the row, and no longer true.
  const next = project.status === 'ACTIVE' ? project.next_scheduled_at : null;
  return (
    <header>
      <div className="flex items-start gap-3">
        <h1
          dir="auto"
          className={`min-w-0 font-semibold tracking-tight text-balance ${place !== 'episodes' ? 'text-lg' : 'text-2xl'}`}
        >
          {project.title}
        </h1>
        <span className={place !== 'episodes' ? 'mt-0.5' : 'mt-1.5'}>
          <ProjectStatusBadge status={project.status} />
        </span>
        <span className="ml-auto">
          <Menu
            label="Project actions"
            trigger={<Ellipsis size={16} aria-hidden />}
            actions={[
              { label: 'Import Markdown as episodes…', run: () => setImporting(true) },
              { label: 'Settings', run: () => go(`/projects/${project.id}/settings`) },
              ...(pausing === undefined ? [] : [pausing]),
              { label: 'Move to the bin', run: () => void remove(project), danger: true },
            ]}
          />
        </span>
      </div>
      <p className={place !== 'episodes' ? 'sr-only' : 'mt-1 text-soft'}>
        {cadenceWords(project.cadence_config)}, {project.timezone.replaceAll('_', ' ')}
        {next !== null && ` · next on ${dayAndHour(next, project.timezone)}`}
      </p>
      {place === 'episodes' && project.onboarding_brief !== '' && (
        <details className="mt-3 max-w-3xl">
          <summary className="cursor-default text-[0.8125rem] font-medium text-soft hover:text-ink">The brief</summary>
          <p dir="auto" className="mt-2 whitespace-pre-line font-serif text-base leading-relaxed">
            {project.onboarding_brief}
          </p>
        </details>
      )}
      <ProjectPlaces projectId={project.id} here={place} />
      <ImportDialog target={{ kind: 'project', id: project.id }} open={importing} onClose={() => setImporting(false)} />
    </header>
  );
}
