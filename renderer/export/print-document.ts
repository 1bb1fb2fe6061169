import type { EpisodeDocument } from './episode-document.ts';
import style from './html-file.css?inline';
import { htmlArticle } from './html-file.ts';

/** Opens the system's print dialog with the episode alone, set by the system's fonts; "Save as PDF" is one of its printers. */
export function printDocument(shown: EpisodeDocument): void {
  const sheet = document.createElement('style');
  sheet.textContent = `@media print { body > :not(#printed) { display: none !important; } html, body { height: auto !important; } }
@media screen { #printed { display: none; } }
@scope (#printed) { ${style.replaceAll(/(?<=^|\n)(:root|body) \{/g, ':scope {')} }`;
  const printed = document.createElement('div');
  printed.id = 'printed';
  // No HTML of the text is in it: renderMarkdown lets none through, and the rest is escaped.
  printed.innerHTML = htmlArticle(shown);
  document.head.append(sheet);
  document.body.append(printed);
  window.addEventListener(
    'afterprint',
    () => {
      sheet.remove();
      printed.remove();
    },
    { once: true },
  );
  window.print();
}
