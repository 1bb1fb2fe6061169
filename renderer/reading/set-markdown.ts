import { renderMarkdown } from '../episodes/render-markdown.ts';

/** Sets a markdown text into an element. */
export function setMarkdown(element: HTMLElement, text: string, sources = 0): void {
  // renderMarkdown lets no HTML of the text through, and its test holds it to that.
  element.innerHTML = renderMarkdown(text, sources);
}
