import { Children, type ReactNode, useId } from 'react';
import { useFocusKept } from '../../components/use-focus-kept.ts';

/** A list on the queue's page under its heading; not there while it is empty. What is pressed in it may well leave it. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  const section = useFocusKept<HTMLElement>();
  if (Children.count(children) === 0) return null;
  return (
    <section ref={section} aria-labelledby={id}>
      <h2 id={id} className="mb-1.5 text-[0.9375rem] font-semibold">
        {title}
      </h2>
      <ul className="divide-y divide-line rounded-xl border border-line bg-raised">{children}</ul>
    </section>
  );
}
