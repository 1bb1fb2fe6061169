import type { App, Session, Shell } from 'electron';
import { outsideAddress } from '../../shared/desk/outside-address.ts';
import { isAppAddress } from './app-address.ts';
import { isPermitted } from './permission-guard.ts';

/** No page, frame or popup of any window leaves the app; links to the world open in the user's own programs. */
export function guardContents(app: App, shell: Shell): void {
  app.on('web-contents-created', (_, contents) => {
    const stayHome = (event: { preventDefault(): void; url: string }): void => {
      if (!isAppAddress(event.url)) event.preventDefault();
    };
    contents.on('will-navigate', stayHome);
    contents.on('will-frame-navigate', stayHome);
    contents.on('will-redirect', stayHome);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      const link = outsideAddress(url);
      // A desktop without a browser is no reason to fail.
      if (link !== null) shell.openExternal(link).catch(() => undefined);
      return { action: 'deny' };
    });
  });
}

/** Without these three Electron grants every permission to every page. */
export function guardPermissions(session: Session): void {
  session.setPermissionRequestHandler((_, permission, answer, details) =>
    answer(isPermitted(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_, permission, origin) => isPermitted(permission, origin));
  session.setDevicePermissionHandler(() => false);
}
