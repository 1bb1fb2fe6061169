/** Steps that people count in. */
const NICE = [1, 2, 2.5, 5, 10];

/** The values at the lines of a chart, from 0 upwards; the last is at or above `most`. */
export function ticks(most: number, lines = 4): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / lines;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = (NICE.find((nice) => nice * size >= rough) ?? 10) * size;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, line) => line * step);
}
