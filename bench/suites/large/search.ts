import { measureInTurns } from '../../measure.ts';
import type { Figure } from '../../report.ts';
import type { SizedDesk } from './two-desks.ts';

/** As typed: each prefix of the words is a search of its own. */
const TYPED = 'storage rates of the grid';
const FIRST_SEARCHED = 2;

/** A search at each keystroke, with the time of the slowest kind of keystroke in the p95. */
export async function searchAsYouType(large: SizedDesk, small: SizedDesk): Promise<Figure> {
  const prefixes = Array.from({ length: TYPED.length - FIRST_SEARCHED + 1 }, (_, at) =>
    TYPED.slice(0, at + FIRST_SEARCHED),
  );
  const at = (run: number) => ({ text: prefixes[run % prefixes.length] ?? TYPED });
  const [measured, timing] = await measureInTurns(
    prefixes.length * 2,
    (run) => large.engine.search(at(run)),
    (run) => small.engine.search(at(run)),
  );
  return { name: 'search at a keystroke', measured, bare: { name: 'in the small one', timing } };
}
