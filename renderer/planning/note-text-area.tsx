import { useEffect, useRef } from 'react';
import { noteRoom } from '../../shared/domain/limits.ts';
import { isEscape } from '../components/is-escape.ts';
import { useMovedFocus } from '../components/use-moved-focus.ts';

interface NoteTextAreaProps {
  /** Under which what is typed is kept. */
  name: string;
  label: string;
  value: string;
  placeholder?: string;
  /** For a form that somebody has just asked for. */
  autoFocus?: boolean;
  onChange: (value: string) => void;
  onEnter: () => void;
  onEscape?: () => void;
}

export const NOTE_BOX =
  'has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:ring-2 has-[textarea:focus-visible]:ring-accent/40';

/** Its focus is shown by the box around it (NOTE_BOX). Enter ends the note, Shift+Enter breaks the line; the counter appears when room gets short. */
export function NoteTextArea({
  name,
  label,
  value,
  placeholder,
  autoFocus = false,
  onChange,
  onEnter,
  onEscape,
}: NoteTextAreaProps) {
  const room = noteRoom(value);
  const area = useRef<HTMLTextAreaElement>(null);
  useMovedFocus(name, area);
  useEffect(() => {
    if (!autoFocus) return;
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, [autoFocus]);
  return (
    <div className="relative">
      <textarea
        ref={area}
        aria-label={label}
        dir="auto"
        rows={2}
        value={value}
        placeholder={placeholder}
        aria-invalid={room < 0}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (isEscape(event)) onEscape?.();
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onEnter();
        }}
        className="block field-sizing-content w-full resize-none rounded-md bg-transparent px-1.5 py-1 placeholder:text-faint outline-none!"
      />
      <p
        aria-live="polite"
        className={`px-1.5 text-right text-[0.6875rem] tabular-nums ${room < 0 ? 'font-semibold text-bad' : 'text-faint'}`}
      >
        {room < 0 ? `${-room} too many` : `${room} left`}
      </p>
    </div>
  );
}
