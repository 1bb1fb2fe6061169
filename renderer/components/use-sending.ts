import type { Flights } from '../desk-memory/flights.ts';
import { keepText, readKeptText } from '../desk-memory/kept-text.ts';
import { restOf } from '../desk-memory/rest-of.ts';
import { useFlight } from '../desk-memory/use-flight.ts';

interface Sending<Answer> {
  /** Of this kind of field, for as long as the page lives. */
  flights: Flights<string, Answer>;
  /** Under which the text is kept. */
  name: string;
  text: string;
  /** Answers null when it was not taken: all of it then stays. */
  send: (sent: string) => Promise<Answer | null>;
  /**
   * What becomes of the field that stands by then: `rest` is null when nothing was typed since. `isOwn`: it is in the form that sent it,
   * which has then done its work, and not in one that was opened since.
   */
  put: (rest: string | null, answer: Answer, isOwn: boolean) => void;
  /** Whatever has become of the field. */
  onTaken?: (answer: Answer, sent: string) => void;
}

/**
 * Sends what stands in a field, once: an Enter while it is on its way is no second wish, and what is typed meanwhile is not lost. Both
 * hold for the field, however often its form is closed and opened meanwhile.
 */
export function useSending<Answer>({ flights, name, text, send, put, onTaken }: Sending<Answer>): {
  send: () => Promise<void>;
  letGo: () => void;
} {
  const flight = useFlight({
    flights,
    name,
    send,
    taken(sent, answer, isOwn) {
      put(restOf(text, sent), answer, isOwn);
      onTaken?.(answer, sent);
    },
    left(sent, answer) {
      const kept = readKeptText(name);
      if (kept !== null) keepText(name, restOf(kept, sent));
      onTaken?.(answer, sent);
    },
  });
  return { send: () => flight.send(text), letGo: flight.letGo };
}
