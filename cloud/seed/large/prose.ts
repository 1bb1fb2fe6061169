import { between, pick } from '../../worker/seeded-random.ts';
import { makeVocabulary, WORDS } from './vocabulary.ts';

/** One paragraph in so many is not in Latin letters: sources are quoted as they are. */
const PARAGRAPHS_TO_FOREIGN = 40;
const FOREIGN = [
  '日本の蓄電池市場は、東京と大阪の電力会社が新しい入札制度を導入したことで急速に変化している。',
  '中国的储能产业正在快速增长，监管机构在北京公布了新的规则，投资者对长期合同的兴趣明显上升。',
  '한국의 배터리 제조업체들은 서울에서 열린 회의에서 새로운 규제 방안을 논의했다.',
  'В Москве регулятор опубликовал проект правил для рынка накопителей энергии.',
];

/** Text that searches like text: the n-th commonest word comes about 1/n as often as the commonest (Zipf). */
export class Prose {
  readonly #random: () => number;
  readonly #words: string[];

  constructor(random: () => number) {
    this.#random = random;
    this.#words = makeVocabulary(random);
  }

  #word(): string {
    return this.#words[Math.min(WORDS - 1, Math.floor(WORDS ** this.#random()) - 1)] ?? 'the';
  }

  words(least: number, most: number): string {
    const count = between(this.#random, least, most);
    return Array.from({ length: count }, () => this.#word()).join(' ');
  }

  sentence(): string {
    const text = this.words(6, 24);
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }

  title(): string {
    const text = this.words(3, 7);
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /** Markdown of about `characters`. */
  markdown(characters: number): string {
    let text = '';
    for (let paragraph = 0; text.length < characters; paragraph += 1) {
      if (paragraph % 5 === 0) text += `## ${this.title()}\n\n`;
      if (between(this.#random, 1, PARAGRAPHS_TO_FOREIGN) === 1) text += `> ${pick(this.#random, FOREIGN)}\n\n`;
      const sentences = between(this.#random, 3, 7);
      text += `${Array.from({ length: sentences }, () => this.sentence()).join(' ')}\n\n`;
    }
    return text;
  }
}
