import { pick } from '../../worker/seeded-random.ts';

const ONSETS = [
  'b',
  'br',
  'c',
  'cl',
  'd',
  'dr',
  'f',
  'fl',
  'g',
  'gr',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'pr',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'w',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ea', 'ai', 'ou'];
const CODAS = ['', 'l', 'm', 'n', 'nd', 'r', 'rt', 's', 'st', 't', 'ck', 'ng'];
const ENDINGS = ['', 'ing', 'ed', 'er', 'ion', 'ity', 'al', 'ous', 'ment', 'ly'];

/** Words at the front that a reader of English expects; a search for one of them finds nearly every text. */
const COMMON =
  'the of and to in is that for on with as by at from it this was are be not or an have has which their its but more'.split(
    ' ',
  );

/** Words of the trade, common but not everywhere: what a producer types into the search. */
const TRADE = [
  'storage',
  'battery',
  'regulation',
  'fintech',
  'lending',
  'consultation',
  'procurement',
  'freight',
  'tariff',
  'emissions',
  'catalogue',
  'museum',
  'vaccine',
  'clinic',
  'logistics',
  'insurance',
  'mortgage',
  'auction',
  'subsidy',
  'forecast',
  'Zürich',
  'São',
  'Müller',
  'naïve',
  'façade',
  'Škoda',
];

export const WORDS = 30_000;

/** The same words on every machine, the commonest first. */
export function makeVocabulary(random: () => number): string[] {
  const words = new Set([...COMMON, ...TRADE]);
  while (words.size < WORDS) {
    const syllables = 1 + Math.floor(random() * 3);
    let word = '';
    for (let n = 0; n < syllables; n += 1) word += pick(random, ONSETS) + pick(random, VOWELS) + pick(random, CODAS);
    words.add(word + pick(random, ENDINGS));
  }
  return [...words];
}
