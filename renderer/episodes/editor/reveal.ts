import { EditorView } from '@codemirror/view';

/** Looks again so often; each look draws what the one before has scrolled to. */
const MOST_LOOKS = 4;
/** What lies over the top of the page, the find panel among it; in pixels. */
const COVERED = 140;

/**
 * Scrolls a place into the middle of the page. What had not been drawn yet has only a guessed height (a table, above all), so the
 * place may have moved once it is drawn: then once more.
 */
export function reveal(view: EditorView, at: number, looks = MOST_LOOKS): void {
  view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'center' }) });
  // The first frame scrolls and draws, the second one has measured what was drawn.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (looks > 1 && view.dom.isConnected && !isInSight(view, at)) reveal(view, at, looks - 1);
    }),
  );
}

function isInSight(view: EditorView, at: number): boolean {
  const place = view.coordsAtPos(Math.min(at, view.state.doc.length));
  return place !== null && place.top >= COVERED && place.bottom <= window.innerHeight;
}
