import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import type { DesktopAnswer } from '../../shared/ipc/desktop.ts';
import { isAppAddress } from './app-address.ts';

/** What of zod's schemas is needed here. */
interface Schema<Payload> {
  safeParse(value: unknown): { success: true; data: Payload } | { success: false };
}

export interface PrivilegedParts {
  ipcMain: Pick<IpcMain, 'on' | 'handle'>;
  /** The page of our window, or null while there is none. */
  page(): WebContents | null;
  log(line: string): void;
}

/**
 * True when a message comes from the page itself: the main frame of our own window, at our own address. A frame inside it, a
 * page that was navigated away, another window or a worker is none of it.
 */
export function isFromPage(event: IpcMainEvent | IpcMainInvokeEvent, page: WebContents | null): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    frame.parent === null &&
    isAppAddress(frame.url) &&
    page !== null &&
    event.sender === page &&
    page.getType() === 'window'
  );
}

/** The one way in which main listens to a page without answering: who sends is checked, what comes beside is ignored. */
export function hearPrivileged(parts: PrivilegedParts, channel: string, run: (page: WebContents) => void): void {
  parts.ipcMain.on(channel, (event) => {
    if (isFromPage(event, parts.page())) run(event.sender);
    else parts.log(`refused ${channel}: not from the page`);
  });
}

/**
 * The one way in which main answers a page: who asks is checked, then what it asks for, and whatever goes wrong is an answer
 * with a sentence for people. The reason stays in the log.
 */
export function handlePrivileged<Payload, Result>(
  parts: PrivilegedParts,
  channel: string,
  schema: Schema<Payload>,
  run: (payload: Payload) => Promise<Result>,
): void {
  parts.ipcMain.handle(channel, async (event, value: unknown): Promise<DesktopAnswer<Result>> => {
    if (!isFromPage(event, parts.page())) {
      parts.log(`refused ${channel}: not from the page`);
      return { ok: false, error: { code: 'refused', message: 'Only the desk itself may ask for this.' } };
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      parts.log(`refused ${channel}: not of the contract`);
      return { ok: false, error: { code: 'bad-request', message: 'This version of the app does not know that.' } };
    }
    try {
      return { ok: true, result: await run(parsed.data) };
    } catch (error) {
      parts.log(`${channel} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      const message = error instanceof DesktopFailure ? error.message : 'That did not work. Nothing was changed.';
      return { ok: false, error: { code: 'failed', message } };
    }
  });
}

/** A failure whose message is for people. */
export class DesktopFailure extends Error {}
