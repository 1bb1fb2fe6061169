import { X } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { type Toast, useToasts } from './toast-store.ts';

/** Long enough to read two lines and reach for the action. In milliseconds; one with an action stays twice as long, and nothing goes unseen. */
const STAY_MS = 6_000;

const EDGE = { info: 'border-l-info', success: 'border-l-good', warning: 'border-l-wait' } as const;

/** What happened, at the bottom right. Also spoken by screen readers, without taking the focus. */
export function Toasts() {
  const toasts = useToasts((store) => store.toasts);
  return (
    <section aria-label="Messages" aria-live="polite" className="fixed right-4 bottom-4 z-50 flex w-88 flex-col gap-2">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const dismiss = useToasts((store) => store.dismiss);
  const title = useId();
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const whileSeen = () => {
      clearTimeout(timer);
      if (document.hidden || isHeld) return;
      timer = setTimeout(() => dismiss(toast.id), toast.action === undefined ? STAY_MS : STAY_MS * 2);
    };
    whileSeen();
    document.addEventListener('visibilitychange', whileSeen);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', whileSeen);
    };
  }, [dismiss, toast, isHeld]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done by it; it only stays while a hand or the focus is on it
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={`flex gap-3 rounded-lg border border-line border-l-4 bg-raised p-3 shadow-raised ${EDGE[toast.tone]}`}
    >
      <div className="min-w-0 flex-1">
        <p id={title} className="font-medium" dir="auto">
          {toast.title}
        </p>
        {toast.body !== undefined && <p className="mt-0.5 text-soft">{toast.body}</p>}
        {toast.action !== undefined && (
          <button
            type="button"
            aria-describedby={title}
            className="mt-1.5 font-medium text-accent hover:underline"
            onClick={() => {
              toast.action?.run();
              dismiss(toast.id);
            }}
          >
            {toast.action.label}
          </button>
        )}
      </div>
      <button
        type="button"
        aria-label="Dismiss"
        aria-describedby={title}
        className="h-6 rounded p-1 text-faint hover:bg-hover hover:text-ink"
        onClick={() => dismiss(toast.id)}
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
