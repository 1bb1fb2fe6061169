import type { ReactNode } from 'react';

interface DataSectionProps {
  id: string;
  title: string;
  about: string;
  action?: ReactNode;
  children?: ReactNode;
}

export function DataSection({ id, title, about, action, children }: DataSectionProps) {
  return (
    <section aria-labelledby={id} className="py-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-56 flex-1">
          <h2 id={id} className="text-[0.9375rem] font-semibold">
            {title}
          </h2>
          <p className="mt-0.5 text-soft">{about}</p>
        </div>
        {action}
      </div>
      {children !== undefined && <div className="mt-4">{children}</div>}
    </section>
  );
}
