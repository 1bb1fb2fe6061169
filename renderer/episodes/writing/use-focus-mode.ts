import { useEffect, useRef, useState } from 'react';
import { useDeskMemory } from '../../desk-memory/memory-store.ts';

interface OpenPanels {
  sidebar: boolean;
  panel: boolean;
}

/** Nothing but the paragraph: the panels go, the rest of the text steps back. What was open comes back afterwards. */
export function useFocusMode(): { isOn: boolean; toggle: () => void } {
  const [isOn, setOn] = useState(false);
  const before = useRef<OpenPanels | null>(null);
  useEffect(() => () => reopen(before.current), []);
  return {
    isOn,
    toggle() {
      if (isOn) {
        reopen(before.current);
        before.current = null;
      } else {
        const { panel, sidebar, setPanel, setSidebar } = useDeskMemory.getState();
        before.current = { panel: panel.open, sidebar: sidebar.open };
        setPanel({ open: false });
        setSidebar({ open: false });
      }
      setOn(!isOn);
    },
  };
}

function reopen(open: OpenPanels | null): void {
  if (open === null) return;
  const { setPanel, setSidebar } = useDeskMemory.getState();
  setPanel({ open: open.panel });
  setSidebar({ open: open.sidebar });
}
