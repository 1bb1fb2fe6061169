import { describe, expect, it } from 'vitest';
import { languageOf } from './language-of.ts';

describe('languageOf', () => {
  it.each([
    ['The cost of capital is the first thing that they ask for in the room, and it is not by chance.', 'en'],
    ['Die Kosten sind nicht das Erste, wonach sie fragen, und das ist auch kein Zufall, denn der Preis zählt.', 'de'],
    ['Le coût du capital est la première chose qui compte pour les banques, et ce n’est pas un hasard.', 'fr'],
    ['El coste de capital es lo primero que se pregunta en la sala, y no es por casualidad.', 'es'],
    ['日本語の文章もここにあります。', 'ja'],
    ['هذا نص باللغة العربية', 'ar'],
    ['Monzo Starling Atom 4.2 %', null],
    ['', null],
  ])('%j', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
});
