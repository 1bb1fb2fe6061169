import { between, pick } from './seeded-random.ts';
import { ACTORS, PERIODS } from './sentence-bank.ts';

/** Puts words and numbers into a sentence of the bank. */
export function fillSentence(sentence: string, topic: string, random: () => number): string {
  const actor = pick(random, ACTORS);
  const values: { [slot: string]: string } = {
    topic,
    actor,
    Actor: capitalised(actor),
    share: String(between(random, 6, 61)),
    count: String(between(random, 14, 180)),
    months: String(between(random, 4, 22)),
    when: pick(random, PERIODS),
  };
  return capitalised(sentence.replace(/\{(\w+)\}/g, (slot, name: string) => values[name] ?? slot));
}

/** What a project is about: "The future of UK fintech" is about UK fintech. */
export function topicOf(title: string): string {
  const topic = title
    .replace(/^(the\s+)?(future|state|rise|business|economics|politics|outlook)\s+(of|for)\s+/i, '')
    .trim();
  // A proper name or an abbreviation keeps its capital; an ordinary first word loses it in the middle of a sentence.
  return /^[A-Z][a-z]+\s/.test(topic) ? topic.charAt(0).toLowerCase() + topic.slice(1) : topic;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
