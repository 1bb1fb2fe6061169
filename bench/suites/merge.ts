import { mergeText } from '../../shared/sync/merge/merge-text.ts';
import { measure } from '../measure.ts';
import type { SuiteResult } from '../report.ts';

/** Characters of a line, as in a long paragraph. */
const LINE_LENGTH = 400;

/** Three-way merge of whole episodes: edits far apart (everyday) and texts that share nothing (the worst there is). */
export async function benchMerge(): Promise<SuiteResult> {
  const figures: SuiteResult['figures'] = [];
  for (const size of [20_000, 200_000]) {
    const lines = Array.from({ length: size / LINE_LENGTH }, (_, index) => prose(index));
    const base = lines.join('\n');
    const mine = lines.map((line, index) => (index % 9 === 1 ? `${line} mine` : line)).join('\n');
    const theirs = lines.map((line, index) => (index % 9 === 5 ? `theirs ${line}` : line)).join('\n');
    const strangers = ['a', 'b'].map((seed) => lines.map((line, index) => `${seed}${index}${line}`).join('\n'));
    figures.push(
      { name: `${size / 1000} kB, edits far apart`, measured: await measure(30, () => mergeText(base, mine, theirs)) },
      {
        name: `${size / 1000} kB, nothing in common`,
        measured: await measure(30, () => mergeText(base, strangers[0] ?? '', strangers[1] ?? '')),
      },
    );
  }
  return { suite: 'merge', figures };
}

function prose(seed: number): string {
  const words = ['storage', 'rates', 'the', 'grid', 'of', 'capital', 'regulator', 'and', 'payments', 'evidence'];
  let line = `${seed}`;
  for (let index = 0; line.length < LINE_LENGTH; index += 1) line += ` ${words[(seed * 7 + index * 3) % words.length]}`;
  return line;
}
