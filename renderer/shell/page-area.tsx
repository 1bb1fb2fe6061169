import type { ReactNode } from 'react';
import { useSidebar } from './use-sidebar.ts';

/** Where the pages are. While the sidebar lies over them, neither keys nor a screen reader go on under it. */
export function PageArea({ children }: { children: ReactNode }) {
  const { isShown, isNarrow } = useSidebar();
  return (
    <main
      id="main"
      tabIndex={-1}
      inert={isShown && isNarrow}
      className="relative flex min-w-0 flex-1 flex-col outline-none"
    >
      {children}
    </main>
  );
}
