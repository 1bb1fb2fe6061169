import { renderMarkdown } from '../episodes/render-markdown.ts';

/** Sets a markdown text into an element. Each paragraph reads in the direction of its own first letter. */
export function setMarkdown(element: HTMLElement, text: string, sources = 0): void {
  // renderMarkdown lets no HTML of the text through, and its test holds it to that.
  element.innerHTML = renderMarkdown(text, sources);
  for (const part of element.querySelectorAll('p, h1, h2, h3, h4, h5, h6, li, ul, ol, blockquote, th, td')) {
    part.setAttribute('dir', 'auto');
  }
}
