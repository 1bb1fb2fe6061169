import { create } from 'zustand';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import type { DesktopPayload, DesktopRequestName, DesktopState, UpdateState } from '../../shared/ipc/desktop.ts';
import { useToasts } from '../components/toast-store.ts';

interface Desktop {
  /** What the desktop around the page says; null in the browser host, and until Electron has answered. */
  state: DesktopState | null;
  /** The installation that somebody asked for did not happen, and no newer version has been found since. */
  hasInstallFailed: boolean;
}

export const useDesktop = create<Desktop>(() => ({ state: null, hasInstallFailed: false }));

/** Hears of the desktop for as long as the page lives. */
export function followDesktop(bridge: Bridge): void {
  bridge.desktop.onState((state) =>
    useDesktop.setState((before) => ({ state, hasInstallFailed: hasInstallFailed(before, state.update) })),
  );
}

function hasInstallFailed(before: Desktop, update: UpdateState): boolean {
  switch (update.state) {
    case 'failed':
      return before.hasInstallFailed || before.state?.update.state === 'installing';
    case 'checking':
      return before.hasInstallFailed;
    default:
      return false;
  }
}

/** Asks the desktop for something; what does not work is said in a toast, in the desktop's own words. */
export async function askDesktop<N extends DesktopRequestName>(name: N, payload: DesktopPayload<N>): Promise<void> {
  const answer = await window.showrunner?.desktop.ask(name, payload);
  if (answer !== undefined && !answer.ok) {
    useToasts.getState().show({ tone: 'warning', title: 'That did not work', body: answer.error.message });
  }
}
