import type { ReactNode } from 'react';
import type { ProjectStatus } from '../../../shared/ipc/commands.ts';
import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { useCommand } from '../../engine-port/use-command.ts';
import { useProjectRemoval } from '../use-project-removal.ts';

/** What ends a project. Each can be taken back, and says what becomes of its things. */
export function DangerSection({ project }: { project: QueryRow<'projects.get'> }) {
  const update = useCommand('project.update');
  const remove = useProjectRemoval();
  const set = (status: ProjectStatus) => void update({ id: project.id, patch: { status } });
  const over = project.status === 'COMPLETED' || project.status === 'ARCHIVED';
  return (
    <ul className="divide-y divide-line rounded-xl border border-line-strong bg-raised">
      {over ? (
        <Line words="Takes it up again: the next delivery is planned from today on.">
          <Button onClick={() => set('ACTIVE')}>Make it active again</Button>
        </Line>
      ) : (
        <Line words="Completed: the question is answered. No more deliveries; everything stays to be read.">
          <Button onClick={() => set('COMPLETED')}>Complete the project</Button>
        </Line>
      )}
      {project.status !== 'ARCHIVED' && (
        <Line words="Archived: out of the sidebar and of the plan’s count. No more deliveries; nothing is lost.">
          <Button onClick={() => set('ARCHIVED')}>Archive the project</Button>
        </Line>
      )}
      <Line words="To the bin, with its episodes and notes. It can be restored from there at any time.">
        <Button look="danger" onClick={() => void remove(project)}>
          Move to the bin
        </Button>
      </Line>
    </ul>
  );
}

function Line({ words, children }: { words: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-4 px-4 py-3">
      <p className="min-w-0 flex-1 text-soft">{words}</p>
      {children}
    </li>
  );
}
