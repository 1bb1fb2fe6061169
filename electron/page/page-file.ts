export type PageFile =
  /** A file below the page's folder, as clean segments. */
  | { kind: 'file'; segments: string[] }
  /** A route of the single-page app, asked for by a navigation: index.html answers. */
  | { kind: 'page' }
  | { kind: 'refused'; status: 400 | 404 | 405 };

export interface PageRequest {
  method: string;
  /** Path and query as they came, not decoded. */
  target: string;
  /** True when the browser navigates; then an unknown path is a route of the app and not a missing file. */
  navigation: boolean;
}

/** Longer than any route or asset of ours. */
const LONGEST_TARGET = 4096;

/** Separators of Windows: backslash, and the colon of drives and streams. Control characters, NUL among them, are below a space. */
function holdsForbidden(segment: string): boolean {
  return /[\\:]/.test(segment) || [...segment].some((character) => character < ' ' || character === '\u007f');
}

/**
 * Decides what a request for the built page gets, before any file is touched. A path is decoded once; whatever then still holds
 * a way out of the folder (dot segments, separators inside a segment, empty segments) is refused and never cleaned up.
 */
export function choosePageFile({ method, target, navigation }: PageRequest): PageFile {
  if (method !== 'GET' && method !== 'HEAD') return { kind: 'refused', status: 405 };
  if (!target.startsWith('/') || target.length > LONGEST_TARGET) return { kind: 'refused', status: 400 };
  const [path = ''] = target.split(/[?#]/, 1);
  const segments: string[] = [];
  for (const raw of path.slice(1).split('/')) {
    const segment = decodeSegment(raw);
    if (segment === null || segment === '.' || segment === '..' || segment.includes('/') || holdsForbidden(segment)) {
      return { kind: 'refused', status: 400 };
    }
    segments.push(segment);
  }
  if (segments.at(-1) === '') segments.pop();
  if (segments.includes('')) return { kind: 'refused', status: 400 };
  // Nothing of ours starts with a dot, so nothing that does is served.
  if (segments.some((segment) => segment.startsWith('.'))) return { kind: 'refused', status: 404 };
  if (segments.length === 0) return { kind: 'page' };
  const looksLikeFile = segments[0] === 'assets' || /\.[a-z0-9]+$/i.test(segments.at(-1) ?? '');
  if (looksLikeFile) return { kind: 'file', segments };
  return navigation ? { kind: 'page' } : { kind: 'refused', status: 404 };
}

function decodeSegment(raw: string): string | null {
  try {
    return decodeURIComponent(raw);
  } catch {
    return null;
  }
}
