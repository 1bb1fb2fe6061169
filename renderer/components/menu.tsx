import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode, Ref } from 'react';

export interface MenuAction {
  label: string;
  run: () => void;
  danger?: boolean;
}

interface MenuProps {
  label: string;
  trigger: ReactNode;
  actions: MenuAction[];
  /** -1 in a list that is walked by arrows, for all but the current entry. */
  tabIndex?: number;
  /** Of the button. */
  ref?: Ref<HTMLButtonElement>;
}

/** A button that opens a list of actions. */
export function Menu({ label, trigger, actions, tabIndex = 0, ref }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger
        ref={ref}
        aria-label={label}
        tabIndex={tabIndex}
        className="inline-flex h-7 w-7 shrink-0 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink data-popup-open:bg-hover"
      >
        {trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className="z-50">
          <Base.Popup className="min-w-44 rounded-lg border border-line bg-raised p-1 shadow-raised outline-none">
            {actions.map((action) => (
              <Base.Item
                key={action.label}
                onClick={action.run}
                className={`cursor-default rounded px-2.5 py-1.5 text-[0.8125rem] outline-none data-highlighted:bg-hover ${action.danger ? 'text-bad' : ''}`}
              >
                {action.label}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
