import { useCallback } from 'react';
import type { Created } from '../../shared/ipc/commands.ts';
import { useEngine } from '../engine-port/engine-context.ts';
import { useTelling } from '../engine-port/use-telling.ts';
import { createNote, type NewNote } from './create-note.ts';

/** Makes a note, once however often it is sent; a refusal is shown to the person and answered as null. */
export function useCreateNote(): (note: NewNote) => Promise<Created | null> {
  const engine = useEngine();
  const tell = useTelling();
  return useCallback((note) => tell(createNote(engine, note)), [engine, tell]);
}
