import { z } from 'zod';
import {
  DESKTOP_ASK,
  DESKTOP_STATE_WANTED,
  type DesktopPayload,
  type DesktopRequestName,
  type DesktopResult,
} from '../../shared/ipc/desktop.ts';
import { handlePrivileged, hearPrivileged, type PrivilegedParts } from './privileged.ts';

export type DesktopHandlers = {
  [N in DesktopRequestName]: (payload: DesktopPayload<N>) => Promise<DesktopResult<N>>;
};

const Nothing = z.strictObject({});

/** What a page may ask for, each with its payload; anything else is not of the contract. */
const DesktopRequest = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('settings.change'),
    payload: z.strictObject({ tray: z.boolean().exactOptional(), notifications: z.boolean().exactOptional() }),
  }),
  z.strictObject({ name: z.literal('engine.start-again'), payload: Nothing }),
  z.strictObject({ name: z.literal('unsent.save'), payload: Nothing }),
  z.strictObject({ name: z.literal('diagnostics.save'), payload: Nothing }),
  z.strictObject({ name: z.literal('folder.show'), payload: z.strictObject({ which: z.enum(['data', 'logs']) }) }),
  z.strictObject({ name: z.literal('update.check'), payload: Nothing }),
  z.strictObject({ name: z.literal('update.install'), payload: Nothing }),
  z.strictObject({ name: z.literal('app.quit'), payload: Nothing }),
]);

/** Answers the page's requests of the desktop; `sendState` tells it how things are now. */
export function serveDesktopRequests(parts: PrivilegedParts, handlers: DesktopHandlers, sendState: () => void): void {
  hearPrivileged(parts, DESKTOP_STATE_WANTED, sendState);
  handlePrivileged(parts, DESKTOP_ASK, DesktopRequest, async (request): Promise<unknown> => {
    // Each case by itself, so that the types see which payload goes to which handler.
    switch (request.name) {
      case 'settings.change':
        return handlers['settings.change'](request.payload);
      case 'folder.show':
        return handlers['folder.show'](request.payload);
      default:
        return handlers[request.name]({});
    }
  });
}
