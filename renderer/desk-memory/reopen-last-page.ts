/** Set once this tab or window has shown a page: from then on its address is what counts. */
const OPENED = 'showrunner.opened';

/**
 * A start of the app goes back to the page that was open when it ended. An address that names a page, and a reload, stay where
 * they are. To be called before the launch key is taken out of the address.
 */
export function reopenLastPage(location: Location, history: History, session: Storage, last: string): void {
  const isLaunch = new URL(location.href).searchParams.has('key') || session.getItem(OPENED) === null;
  session.setItem(OPENED, 'yes');
  if (!isLaunch || location.pathname !== '/' || last === '/') return;
  const target = new URL(last, location.origin);
  const key = new URL(location.href).searchParams.get('key');
  if (key !== null) target.searchParams.set('key', key);
  history.replaceState(history.state, '', target);
}
