import { type ReactNode, useId } from 'react';

export const INPUT =
  'w-full rounded-md border border-line-strong bg-ground px-2.5 py-1.5 text-ink placeholder:text-faint focus:border-accent focus:outline-none focus:ring-2 focus:ring-accent/30';

interface FieldProps {
  label: string;
  hint?: string;
  children: (id: string) => ReactNode;
}

/** A labelled control; the child is given the id that the label points at. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-[0.8125rem] font-medium text-soft">
        {label}
      </label>
      {children(id)}
      {hint !== undefined && <p className="text-xs text-faint">{hint}</p>}
    </div>
  );
}
