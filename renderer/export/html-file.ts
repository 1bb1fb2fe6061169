import { credibilityWords } from '../../shared/domain/credibility.ts';
import { countWords, readingMinutes } from '../../shared/domain/text-statistics.ts';
import { renderMarkdown } from '../episodes/render-markdown.ts';
import { datelineOf, kickerOf } from './document-words.ts';
import { type EpisodeDocument, headingOf, titleOf } from './episode-document.ts';
import style from './html-file.css?inline';

/** One file that needs nothing else: no script, no font, no picture from anywhere. */
export function htmlFile(document: EpisodeDocument): string {
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Showrunner">
<title>${escaped(titleOf(document))}</title>
<style>${style}</style>
</head>
<body>
${htmlArticle(document)}
</body>
</html>
`;
}

/** The same without its frame; for printing. */
export function htmlArticle(document: EpisodeDocument): string {
  const { blocks, sources } = document;
  const minutes = readingMinutes(blocks.reduce((words, { content }) => words + countWords(content), 0));
  const text = blocks.map((block) => {
    const heading = headingOf(block);
    return `<section>${heading === null ? '' : `<h2 dir="auto">${escaped(heading)}</h2>`}${renderMarkdown(block.content, sources.length)}</section>`;
  });
  const references = sources.map(({ title, url, credibility }, index) => {
    const name = escaped(title.trim() === '' ? url : title);
    const link = /^https?:\/\//i.test(url) ? `<a href="${escaped(url)}" rel="noopener noreferrer">${name}</a>` : name;
    return `<li id="source-${index + 1}" dir="auto">${link} <span class="about">${escaped(url)} · Credibility: ${credibilityWords(credibility)}</span></li>`;
  });
  return `<article class="episode">
<header>
<p class="kicker" dir="auto">${escaped(kickerOf(document))}</p>
<h1 dir="auto">${escaped(titleOf(document))}</h1>
${document.summary.trim() === '' ? '' : `<p class="standfirst" dir="auto">${escaped(document.summary)}</p>`}
<p class="dateline">${escaped(datelineOf(document, minutes))}</p>
</header>
${text.join('\n')}
${references.length === 0 ? '' : `<section class="sources"><h2>Sources</h2><ol>${references.join('\n')}</ol></section>`}
</article>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
