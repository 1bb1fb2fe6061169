import type { ReactNode } from 'react';
import { UpdateOffer } from '../desktop/update-offer.tsx';

/**
 * A page of its own in place of the desk: one thing to know, and what can be done. A newer version is offered here too: it may be
 * what helps.
 */
export function Cover({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="flex h-full items-center justify-center overflow-y-auto bg-sunken p-6">
      <section
        aria-labelledby="cover-title"
        className="flex w-[min(30rem,100%)] flex-col gap-4 rounded-xl border border-line bg-raised p-7 shadow-raised"
      >
        <h1 id="cover-title" className="text-xl font-semibold tracking-tight">
          {title}
        </h1>
        {children}
        <UpdateOffer />
      </section>
    </main>
  );
}
