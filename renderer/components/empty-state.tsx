import type { ReactNode } from 'react';

/** An empty place says what belongs here and how to begin. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-12 text-center">
      <p className="font-medium text-ink">{title}</p>
      {children !== undefined && <div className="text-soft">{children}</div>}
    </div>
  );
}
