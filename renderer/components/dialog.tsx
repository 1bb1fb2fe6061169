import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';

const SIZES = {
  usual: 'top-[12vh] max-h-[80vh] w-[min(34rem,calc(100vw-2rem))] overflow-y-auto',
  wide: 'top-[12vh] max-h-[80vh] w-[min(60rem,calc(100vw-2rem))] overflow-y-auto',
  full: 'top-[5vh] flex h-[90vh] w-[min(80rem,calc(100vw-2rem))] flex-col overflow-hidden',
} as const;

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  /** `wide` for what is compared side by side; `full` fills the window and leaves the scrolling to its content. */
  size?: keyof typeof SIZES;
  children: ReactNode;
}

/** A modal dialog: focus goes to its first field, stays in, and returns where it came from; Esc closes. */
export function Dialog({ open, onClose, title, description, size = 'usual', children }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Base.Popup
          ref={popup}
          initialFocus={() => firstFocus(popup.current)}
          className={`fixed left-1/2 z-50 -translate-x-1/2 rounded-xl border border-line bg-raised p-5 shadow-raised outline-none ${SIZES[size]}`}
        >
          <div className="mb-4 flex shrink-0 items-start justify-between gap-4">
            <div>
              <Base.Title className="text-base font-semibold" dir="auto">
                {title}
              </Base.Title>
              {description !== undefined && (
                <Base.Description className="mt-1 text-soft">{description}</Base.Description>
              )}
            </div>
            <Base.Close aria-label="Close" className="rounded p-1 text-faint hover:bg-hover hover:text-ink">
              <X size={16} aria-hidden />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Who opens a form wants to type: the first control in the document is the cross. False leaves a field that has it already. */
function firstFocus(popup: HTMLElement | null): HTMLElement | boolean {
  if (popup === null || (document.activeElement !== popup && popup.contains(document.activeElement))) return false;
  return popup.querySelector<HTMLElement>('input:not([type=file]), textarea, select') ?? true;
}
