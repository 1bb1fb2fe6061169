import { create } from 'zustand';

export interface Toast {
  id: number;
  tone: 'info' | 'success' | 'warning';
  title: string;
  body?: string;
  /** An "Undo" is taken by the keys of undoing too, while nobody types. */
  action?: { label: string; run: () => void };
}

interface Toasts {
  toasts: Toast[];
  /** Another one after each `beginAnew`: the one before says nothing any more. */
  show: (toast: Omit<Toast, 'id'>) => void;
  dismiss: (id: number) => void;
  /**
   * For whoever is before the page from now on: what was told to the one before is gone, and what something of theirs that is still
   * under way would tell is not told.
   */
  beginAnew: () => void;
}

/** More than these at once cover the text; the oldest goes. */
const MOST_TOASTS = 4;

let lastId = 0;

export const useToasts = create<Toasts>()((set) => {
  const newShow = (): Toasts['show'] => {
    const show: Toasts['show'] = (toast) =>
      set((store) => {
        if (store.show !== show) return store;
        lastId += 1;
        return { toasts: [...store.toasts, { id: lastId, ...toast }].slice(-MOST_TOASTS) };
      });
    return show;
  };
  return {
    toasts: [],
    show: newShow(),
    dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
    beginAnew: () => set({ toasts: [], show: newShow() }),
  };
});
