import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './design/theme.css';
import { nameThisPage } from './desk-memory/living-pages.ts';
import { useDeskMemory } from './desk-memory/memory-store.ts';
import { reopenLastPage } from './desk-memory/reopen-last-page.ts';
import { followDesktop } from './desktop/desktop-store.ts';
import { connectByBridge } from './engine-port/bridge-engine.ts';
import { EngineClient } from './engine-port/engine-client.ts';
import { EngineContext } from './engine-port/engine-context.ts';
import { followNetwork } from './engine-port/follow-network.ts';
import { connectBySocket, takeLaunchKey } from './engine-port/socket-engine.ts';
import { HostClient } from './host/host-client.ts';
import { HostContext } from './host/host-context.ts';
import { ClerkGate } from './identity/clerk-gate.tsx';
import { IdentityContext } from './identity/identity-context.ts';
import { IdentityGate } from './identity/identity-gate.tsx';
import { IdentitySession } from './identity/identity-session.ts';
import { applyTheme } from './settings/theme-store.ts';
import { App } from './shell/app.tsx';
import { warmUp } from './shell/warm-up.ts';

applyTheme(document.documentElement, window);

reopenLastPage(window.location, window.history, window.sessionStorage, useDeskMemory.getState().path);

const client = new EngineClient();
const host = new HostClient();
const identity = new IdentitySession({
  engine: client,
  host,
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
});
if (window.showrunner !== undefined) {
  connectByBridge({ engine: client, host }, window.showrunner, window);
  followDesktop(window.showrunner);
} else {
  const key = takeLaunchKey(window.location, window.history, window.sessionStorage);
  if (key !== null) connectBySocket({ engine: client, host }, window.location.host, key);
}

followNetwork(window, client);

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
await nameThisPage();
createRoot(root).render(
  <StrictMode>
    <EngineContext value={client}>
      <HostContext value={host}>
        <IdentityContext value={identity}>
          <ClerkGate />
          <IdentityGate>
            <App />
          </IdentityGate>
        </IdentityContext>
      </HostContext>
    </EngineContext>
  </StrictMode>,
);

warmUp(window);
