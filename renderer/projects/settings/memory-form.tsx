import { useEffect, useState } from 'react';
import type { ProjectMemory } from '../../../shared/domain/json-shapes.ts';
import { MEMORY_LENGTH } from '../../../shared/domain/limits.ts';
import type { Created } from '../../../shared/ipc/commands.ts';
import { Button } from '../../components/button.tsx';
import { ChangedMeanwhile } from '../../components/changed-meanwhile.tsx';
import { INPUT } from '../../components/field.tsx';
import { isEscape } from '../../components/is-escape.ts';
import { Flights } from '../../desk-memory/flights.ts';
import { readKeptEdit, settleKeptEdit } from '../../desk-memory/kept-edit.ts';
import { keepText, readKeptText } from '../../desk-memory/kept-text.ts';
import { useEdit } from '../../desk-memory/use-edit.ts';
import { useFlight } from '../../desk-memory/use-flight.ts';
import { useKeptEdit } from '../../desk-memory/use-kept-edit.ts';
import { IMPORTANCES, importanceLabel } from './memories-section.tsx';
import { useRemember } from './use-remember.ts';

interface MemoryFormProps {
  projectId: string;
  /** Null for a new one. */
  memory: ProjectMemory | null;
  /** Of the project: what the form of a new one has made is among them. */
  memories: readonly ProjectMemory[];
  onDone: () => void;
}

interface SentMemory {
  /** What stood in the field. */
  text: string;
  content: string;
  importance: number;
}

const FLIGHTS = new Flights<SentMemory, Created>();

/** The form of a new memory goes on as one of what it has made, when it was typed on meanwhile or left and opened again. */
export function MemoryForm({ projectId, memory, memories, onDone }: MemoryFormProps) {
  const key = `memory.${memory?.id ?? projectId}`;
  const madeKey = `memory-made.${projectId}`;
  const isBegun = () => readKeptEdit(key) !== null;
  const [madeId, setMadeId] = useState(() => (memory === null && isBegun() ? readKeptText(madeKey) : null));
  // Beside the words, for as long as there are any.
  useEffect(() => {
    if (madeId !== null) keepText(madeKey, isBegun() ? madeId : null);
  });
  const there = memory ?? memories.find((known) => known.id === madeId);
  const content = useKeptEdit(key, there?.content ?? '');
  // The command takes both: the one that nobody touched here goes out as it stands now.
  const importance = useEdit(there?.importance ?? 0.6);
  const remember = useRemember();
  const ready = content.value.trim() !== '';
  const id = memory?.id ?? madeId;
  const flight = useFlight({
    flights: FLIGHTS,
    name: key,
    send: (sent: SentMemory) =>
      remember(
        {
          project_id: projectId,
          content: sent.content,
          importance: sent.importance,
          ...(id !== null && { id }),
        },
        { isNew: memory === null },
      ),
    taken(sent, made) {
      const isDone = [content.saved(sent.content, sent.text), importance.saved(sent.importance, sent.importance)];
      if (isDone.every(Boolean)) end();
      // It was typed on meanwhile: what is saved next is the same memory.
      else if (memory === null) setMadeId(made.id);
    },
    left(sent, made) {
      settleKeptEdit(key, sent.text, sent.content);
      if (memory === null) keepText(madeKey, isBegun() ? made.id : null);
    },
  });
  const end = () => {
    if (memory === null) keepText(madeKey, null);
    onDone();
  };
  const close = () => {
    flight.letGo();
    content.forget();
    end();
  };
  const save = async () => {
    if (!ready) return;
    await flight.send({
      text: content.value,
      content: content.stage === 'untouched' ? content.value : content.value.trim(),
      importance: importance.value,
    });
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {memory !== null && content.stage === 'overtaken' && <ChangedMeanwhile to={memory.content} />}
      <textarea
        aria-label="Memory"
        dir="auto"
        rows={3}
        maxLength={MEMORY_LENGTH}
        ref={(area) => {
          if (area !== null && document.activeElement === document.body) area.focus();
        }}
        className={INPUT}
        value={content.value}
        onChange={(event) => content.change(event.target.value)}
        onKeyDown={(event) => {
          if (isEscape(event)) close();
        }}
      />
      <div className="flex items-center gap-2">
        <select
          aria-label="How much it counts"
          className={`${INPUT} h-8 max-w-40 py-0`}
          value={importanceLabel(importance.value)}
          onChange={({ target }) => {
            const chosen = IMPORTANCES.find(({ label }) => label === target.value);
            if (chosen !== undefined) importance.change(chosen.importance);
          }}
        >
          {IMPORTANCES.map(({ label }) => (
            <option key={label} value={label}>
              {label}
            </option>
          ))}
        </select>
        <span className="ml-auto flex gap-2">
          <Button compact onClick={close}>
            Cancel
          </Button>
          <Button compact look="primary" type="submit" disabled={!ready}>
            Save
          </Button>
        </span>
      </div>
    </form>
  );
}
