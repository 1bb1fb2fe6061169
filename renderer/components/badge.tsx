import type { ReactNode } from 'react';

const TONES = {
  neutral: 'bg-sunken text-soft',
  good: 'bg-good-wash text-good',
  wait: 'bg-wait-wash text-wait',
  bad: 'bg-bad-wash text-bad',
  info: 'bg-info-wash text-info',
  accent: 'bg-accent-wash text-accent',
} as const;
export type Tone = keyof typeof TONES;

/** A state in a word or two. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1 whitespace-nowrap rounded px-1.5 py-0.5 text-[0.6875rem] font-medium leading-4 ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
