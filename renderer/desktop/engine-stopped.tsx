import { Button } from '../components/button.tsx';
import { askDesktop, useDesktop } from './desktop-store.ts';
import { UpdateOffer } from './update-offer.tsx';

/**
 * The recovery screen: the engine has stopped and is not started again by itself. Says what is safe and offers what helps. The
 * page below stays as it is, with what was typed in it.
 */
export function EngineStopped() {
  const engine = useDesktop(({ state }) => state?.engine);
  if (engine?.state !== 'stopped') return null;
  return (
    <div
      role="alertdialog"
      aria-modal="true"
      aria-labelledby="engine-stopped"
      aria-describedby="engine-stopped-why"
      className="fixed inset-0 z-50 grid place-items-center bg-ground/95 p-8"
    >
      <div className="flex max-w-lg flex-col gap-4">
        <h1 id="engine-stopped" className="text-xl font-semibold tracking-tight">
          The desk has stopped
        </h1>
        <p id="engine-stopped-why">{engine.message}</p>
        <p className="text-soft">
          Everything that was saved is in the data folder on this machine. You can start again as often as you like; a
          copy of what has not been sent yet can be saved without the database.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button look="primary" autoFocus onClick={() => void askDesktop('engine.start-again', {})}>
            Start again
          </Button>
          <Button onClick={() => void askDesktop('unsent.save', {})}>Save unsent edits…</Button>
          <Button onClick={() => void askDesktop('folder.show', { which: 'data' })}>Show the data folder</Button>
          <Button onClick={() => void askDesktop('diagnostics.save', {})}>Export diagnostics…</Button>
          <Button onClick={() => void askDesktop('app.quit', {})}>Quit</Button>
        </div>
        <UpdateOffer />
      </div>
    </div>
  );
}
