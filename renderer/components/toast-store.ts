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
  show: (toast: Omit<Toast, 'id'>) => void;
  dismiss: (id: number) => void;
}

/** More than these at once cover the text; the oldest goes. */
const MOST_TOASTS = 4;

let lastId = 0;

export const useToasts = create<Toasts>()((set) => ({
  toasts: [],
  show: (toast) => {
    lastId += 1;
    const id = lastId;
    set(({ toasts }) => ({ toasts: [...toasts, { id, ...toast }].slice(-MOST_TOASTS) }));
  },
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}));
