import type { ComponentProps } from 'react';

const LOOKS = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-strong border-transparent',
  quiet: 'bg-transparent text-soft hover:bg-hover hover:text-ink border-transparent',
  outline: 'bg-raised text-ink hover:bg-hover border-line-strong',
  danger: 'bg-raised text-bad hover:bg-bad-wash border-line-strong',
} as const;

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof LOOKS;
  compact?: boolean;
}

/** One button for the whole desk. An icon alone needs an `aria-label`. */
export function Button({ look = 'outline', compact = false, className = '', type = 'button', ...rest }: ButtonProps) {
  const size = compact ? 'h-7 px-2 text-[0.8125rem]' : 'h-8 px-3 text-[0.8125rem]';
  return (
    <button
      type={type}
      className={`inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium disabled:opacity-50 ${size} ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
