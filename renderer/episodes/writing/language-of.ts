/** Small words that tell languages of one script apart. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  en: 'the of and to in is that for it with as was on are by this be from',
  de: 'der die und das ist nicht ein eine zu den mit von auf für sich dem im auch',
  fr: 'le la les des et est une un dans pour que qui pas sur au avec ne ce',
  es: 'el la los las de que y en un una es por con no se para su del',
  it: 'il la di che e un una per non con sono del della nel alla si da i',
  nl: 'de het een en van in is dat op te voor met zijn niet aan er om ook',
  pt: 'o a os as de que e do da em um uma para com não se por no',
  sv: 'och i att det som en på är av för med den till inte har de om ett',
};
const SCRIPTS: readonly [string, RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];

/** So much of a text is looked at, in characters. */
const SAMPLE = 4_000;
/** A script or a language must be this part of the letters, or of the words. */
const SCRIPT_PART = 0.2;
const WORD_PART = 0.12;

/** The language of a text for spelling, hyphens and screen readers; null when it is too short or too mixed to say. */
export function languageOf(text: string): string | null {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  for (const [language, script] of SCRIPTS) {
    if (letters > 0 && (sample.match(script)?.length ?? 0) > letters * SCRIPT_PART) return language;
  }
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const scores = Object.entries(SMALL_WORDS).map(([language, small]) => {
    const known = new Set(small.split(' '));
    return { language, score: words.filter((word) => known.has(word)).length };
  });
  const [best, second] = scores.sort((a, b) => b.score - a.score);
  if (best === undefined || best.score < Math.max(3, words.length * WORD_PART)) return null;
  return best.score > (second?.score ?? 0) * 1.25 ? best.language : null;
}
