/** Of electron-builder.yml, which the installers register. */
export const APP_ID = 'app.showrunner.desk';

/** The page's own origin in Electron: a scheme of ours, so that it has an origin, storage and a policy like any site. */
export const APP_SCHEME = 'showrunner-app';
export const APP_ORIGIN = `${APP_SCHEME}://desk`;

/** Links from outside (mails, notifications of other programs) that open something in the app. */
export const LINK_SCHEME = 'showrunner';

/** True for an address of the page itself. Compared as parsed, never as text: a prefix can be forged. */
export function isAppAddress(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${APP_SCHEME}:` &&
    url.host === 'desk' &&
    url.username === '' &&
    url.password === '' &&
    url.port === ''
  );
}
