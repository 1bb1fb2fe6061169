import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ProjectMemory } from '../../../shared/domain/json-shapes.ts';
import type { QueryRow } from '../../../shared/ipc/contract.ts';
import { Button } from '../../components/button.tsx';
import { shortDate } from '../../components/times.ts';
import { useToasts } from '../../components/toast-store.ts';
import { useCommand } from '../../engine-port/use-command.ts';
import { useLiveQuery } from '../../engine-port/use-live-query.ts';
import { MemoryForm } from './memory-form.tsx';

/** How much a memory counts, in words; the agents get the number. */
export const IMPORTANCES = [
  { importance: 0.3, label: 'Nice to know' },
  { importance: 0.6, label: 'Matters' },
  { importance: 0.9, label: 'Always heed' },
];

const SOURCE: { [source: string]: string } = {
  onboarding: 'from the first conversation',
  feedback: 'by a producer',
  interaction: 'learnt by the agents',
};

export function importanceLabel(importance: number): string {
  return IMPORTANCES.toReversed().find((known) => importance >= known.importance - 0.15)?.label ?? 'Nice to know';
}

/** What the agents remember of this project in every episode. Desks merge it memory by memory. */
export function MemoriesSection({ project }: { project: QueryRow<'projects.get'> }) {
  const [editing, setEditing] = useState<string | null>(null);
  const live = useLiveQuery('memories.of_project', { project_id: project.id });
  const memories = live.state === 'live' ? live.rows.map(({ memory }) => memory) : [];
  const section = useRef<HTMLDivElement>(null);
  const before = useRef({ editing, count: memories.length });
  useEffect(() => {
    const ended = editing === null && before.current.editing !== null;
    const gone = memories.length < before.current.count;
    before.current = { editing, count: memories.length };
    // A form or a line that goes takes the focus with it: the keyboard goes on from here, and not from the page's beginning.
    if ((ended || gone) && document.activeElement === document.body) section.current?.focus({ preventScroll: true });
  }, [editing, memories.length]);
  return (
    <div ref={section} tabIndex={-1} className="flex flex-col gap-3">
      {live.state === 'failed' && <p role="alert">{live.error.message}</p>}
      {live.state === 'live' && memories.length === 0 && editing === null && (
        <p className="text-soft">
          Nothing is remembered yet. Write down what holds for every episode: a house style, a reader’s dislike.
        </p>
      )}
      <ul className="divide-y divide-line rounded-xl border border-line bg-raised empty:hidden">
        {memories.map((memory) => (
          <li key={memory.id} className="px-4 py-2.5">
            {editing === memory.id ? (
              <MemoryForm projectId={project.id} memory={memory} memories={memories} onDone={() => setEditing(null)} />
            ) : (
              <MemoryLine projectId={project.id} memory={memory} onEdit={() => setEditing(memory.id)} />
            )}
          </li>
        ))}
      </ul>
      {editing === 'new' ? (
        <div className="rounded-xl border border-line bg-raised px-4 py-3">
          <MemoryForm projectId={project.id} memory={null} memories={memories} onDone={() => setEditing(null)} />
        </div>
      ) : (
        <Button className="self-start" onClick={() => setEditing('new')}>
          <Plus size={14} aria-hidden /> Add a memory
        </Button>
      )}
    </div>
  );
}

interface MemoryLineProps {
  projectId: string;
  memory: ProjectMemory;
  onEdit: () => void;
}

function MemoryLine({ projectId, memory, onEdit }: MemoryLineProps) {
  const forget = useCommand('project.forget');
  const recall = useCommand('project.recall');
  const show = useToasts((toasts) => toasts.show);
  const { id, content, importance, source, created_at } = memory;
  const forgetIt = async () => {
    if ((await forget({ project_id: projectId, id })) === null) return;
    show({
      tone: 'info',
      title: 'The memory was removed',
      action: { label: 'Undo', run: () => void recall({ project_id: projectId, memory }) },
    });
  };
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <p dir="auto" className="whitespace-pre-line">
          {content}
        </p>
        <p className="mt-0.5 text-xs text-faint">
          {importanceLabel(importance)}, {SOURCE[source] ?? source}, {shortDate(created_at)}
        </p>
      </div>
      <Button compact look="quiet" aria-label={`Edit: ${content}`} onClick={onEdit}>
        Edit
      </Button>
      <Button compact look="quiet" aria-label={`Remove: ${content}`} onClick={() => void forgetIt()}>
        Remove
      </Button>
    </div>
  );
}
