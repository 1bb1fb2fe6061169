import { LINK_SCHEME } from './app-address.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What may be opened from outside, and the page's path for it. Anything that is not here is ignored. */
const ROUTES: Record<string, (id: string) => string> = {
  project: (id) => `/projects/${id}`,
  episode: (id) => `/episodes/${id}`,
};

/**
 * The page's path for `showrunner://episode/<uuid>` or `showrunner://project/<uuid>`, or null. Query and fragment are refused: a
 * link carries no more than what to show, and so can make nobody do anything.
 */
export function deepLinkPath(link: string): string | null {
  const url = URL.parse(link);
  if (url === null || url.protocol !== `${LINK_SCHEME}:` || url.search !== '' || url.hash !== '') return null;
  if (url.username !== '' || url.password !== '' || url.port !== '') return null;
  const id = url.pathname.slice(1).toLowerCase();
  const route = Object.hasOwn(ROUTES, url.hostname) ? ROUTES[url.hostname] : undefined;
  return route !== undefined && UUID.test(id) ? route(id) : null;
}

/** The link that opens a path of the page, or null where there is none for it. */
export function deepLinkTo(path: string): string | null {
  const id = path.slice(path.lastIndexOf('/') + 1);
  const name = UUID.test(id) ? Object.keys(ROUTES).find((name) => ROUTES[name]?.(id) === path) : undefined;
  return name === undefined ? null : `${LINK_SCHEME}://${name}/${id}`;
}

/** The first such link among a command line (Windows and Linux hand links over as arguments). */
export function deepLinkOf(args: string[]): string | null {
  for (const argument of args) {
    const path = deepLinkPath(argument);
    if (path !== null) return path;
  }
  return null;
}
