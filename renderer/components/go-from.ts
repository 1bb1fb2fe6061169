import { navigate } from 'wouter/use-browser-location';

/**
 * Goes to the page that follows from something which took a moment, unless the person has gone elsewhere meanwhile: nobody is
 * fetched back from where they went.
 * @param from path of the page on which it matters, which those below it belong to
 */
export function goFrom(from: string, to: string): void {
  const { pathname } = window.location;
  if (pathname === from || pathname.startsWith(`${from}/`)) navigate(to);
}
