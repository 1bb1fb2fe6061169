import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: true });

// A text may come from anywhere: links lead out of the app only by a plain web address, and never take the page along.
markdown.validateLink = (url) => /^https?:\/\//i.test(url.trim()) || /^mailto:/i.test(url.trim());
const openLink = markdown.renderer.rules.link_open;
markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
  tokens[index]?.attrSet('target', '_blank');
  tokens[index]?.attrSet('rel', 'noopener noreferrer');
  return openLink?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
};
// Pictures from the network would call home when the text is read; what they show is named instead.
markdown.renderer.rules.image = (tokens, index) =>
  `<span>${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</span>`;

/** HTML of a markdown text, without any HTML of its own: tags in the text come out as text. */
export function renderMarkdown(text: string): string {
  return markdown.render(text);
}
