import { useLayoutEffect, useRef } from 'react';
import type { Flights } from './flights.ts';
import { ofOwner } from './kept-text.ts';
import { useDeskMemory } from './memory-store.ts';

export interface Flight<Sent, Answer> {
  flights: Flights<Sent, Answer>;
  /** Under which what is typed is kept. */
  name: string;
  /** Answers null when it was not taken. */
  send: (sent: Sent) => Promise<Answer | null>;
  /**
   * It was taken: called in the form that stands under this name by then, with what is typed there by then. `isOwn`: the form that sent
   * it, and not one that was opened since.
   */
  taken: (sent: Sent, answer: Answer, isOwn: boolean) => void;
  /** It was taken, and no form stands any more: what is kept is settled, so that nobody sends it a second time. */
  left: (sent: Sent, answer: Answer) => void;
}

/** Sends what stands in a form, once, also when the form is closed and opened again before the answer comes. */
export function useFlight<Sent, Answer>({
  flights,
  name,
  send,
  taken,
  left,
}: Flight<Sent, Answer>): {
  send: (sent: Sent) => Promise<void>;
  /** The form is given up: an answer that still comes has nothing to say to the next one. */
  letGo: () => void;
} {
  const owner = useDeskMemory((memory) => memory.owner);
  const full = ofOwner(name);
  const latest = useRef(taken);
  latest.current = taken;
  useLayoutEffect(() => flights.formStands(full, (...taking) => latest.current(...taking)), [flights, full]);
  return {
    send: (what) =>
      flights.begin(full, what, send, (sent, answer) => {
        // Whoever works here by now has kept words of their own.
        if (useDeskMemory.getState().owner === owner) left(sent, answer);
      }),
    letGo: () => flights.letGo(full),
  };
}
