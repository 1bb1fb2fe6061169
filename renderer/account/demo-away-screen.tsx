import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { ConnectForm } from '../connect/connect-form.tsx';
import { useHostState } from '../host/host-context.ts';
import { useChooseWorkspace } from '../host/use-choose-workspace.ts';
import { Cover } from './cover.tsx';

/** In the place of a demo that did not open, where no cloud is known either: no desk is there, and a cloud can be connected. */
export function DemoAwayScreen() {
  const chooseWorkspace = useChooseWorkspace();
  const why = useHostState()?.demoTrouble ?? 'The demo is not open.';
  const [isConnecting, setConnecting] = useState(false);
  if (isConnecting) {
    return (
      <Cover title="Connect your cloud">
        <ConnectForm />
        <Button look="quiet" className="self-start" onClick={() => setConnecting(false)}>
          Back
        </Button>
      </Cover>
    );
  }
  return (
    <Cover title="The demo did not open">
      <p role="alert">{why}</p>
      <p className="text-soft">
        What was made in the demo is where it was, on this machine. Try again: the first start takes longest. Or work
        with a cloud of your own, which needs no demo.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={() => chooseWorkspace('demo')}>
          Try again
        </Button>
        <Button onClick={() => setConnecting(true)}>Connect your cloud</Button>
      </div>
    </Cover>
  );
}
