import MarkdownIt, { type Token } from 'markdown-it';
import { outsideAddress } from '../../shared/desk/outside-address.ts';
import { setDirections } from './markdown-direction.ts';
import { sourceReference } from './source-reference.ts';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true });
markdown.inline.ruler.before('link', 'source_reference', sourceReference);
markdown.core.ruler.push('directions', ({ tokens }) => setDirections(tokens));

// A text may come from anywhere: links lead out of the app only by an address that is opened, and never take the page along.
markdown.validateLink = (url) => outsideAddress(url) !== null;
const openLink = markdown.renderer.rules.link_open;
markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
  tokens[index]?.attrSet('target', '_blank');
  tokens[index]?.attrSet('rel', 'noopener noreferrer');
  return openLink?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
};
// Pictures from the network would call home when the text is read; what they show is named instead.
markdown.renderer.rules.image = (tokens, index) =>
  `<span>${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</span>`;
markdown.renderer.rules.source_reference = (tokens, index) => {
  const number = tokens[index]?.content ?? '';
  return `<sup class="source-reference"><a href="#source-${number}" aria-label="Source ${number}">${number}</a></sup>`;
};

/**
 * HTML of a markdown text, without any HTML of its own: tags in the text come out as text.
 *
 * @param sources how many the episode has: "[^2]" is a reference to the second of them
 */
export function renderMarkdown(text: string, sources = 0): string {
  return markdown.render(text, { sources });
}

/** The same text as tokens, for files that are no HTML. */
export function parseMarkdown(text: string, sources = 0): Token[] {
  return markdown.parse(text, { sources });
}
