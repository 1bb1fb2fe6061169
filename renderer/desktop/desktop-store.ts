import { create } from 'zustand';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import type { DesktopPayload, DesktopRequestName, DesktopState } from '../../shared/ipc/desktop.ts';
import { useToasts } from '../components/toast-store.ts';

/** What the desktop around the page says; null in the browser host, and until Electron has answered. */
export const useDesktop = create<{ state: DesktopState | null }>(() => ({ state: null }));

/** Hears of the desktop for as long as the page lives. */
export function followDesktop(bridge: Bridge): void {
  bridge.desktop.onState((state) => useDesktop.setState({ state }));
}

/** Asks the desktop for something; what does not work is said in a toast, in the desktop's own words. */
export async function askDesktop<N extends DesktopRequestName>(name: N, payload: DesktopPayload<N>): Promise<void> {
  const answer = await window.showrunner?.desktop.ask(name, payload);
  if (answer !== undefined && !answer.ok) {
    useToasts.getState().show({ tone: 'warning', title: 'That did not work', body: answer.error.message });
  }
}
