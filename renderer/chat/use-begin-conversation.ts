import { useCallback } from 'react';
import type { Created } from '../../shared/ipc/commands.ts';
import { useEngine } from '../engine-port/engine-context.ts';
import { useTelling } from '../engine-port/use-telling.ts';
import { beginConversation, type FirstMessage } from './begin-conversation.ts';

/** Begins a conversation, once however often it is sent; a refusal is shown to the person and answered as null. */
export function useBeginConversation(): (first: FirstMessage) => Promise<Created | null> {
  const engine = useEngine();
  const tell = useTelling();
  return useCallback((first) => tell(beginConversation(engine, first)), [engine, tell]);
}
