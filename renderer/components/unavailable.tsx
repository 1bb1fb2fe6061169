import { Button } from './button.tsx';

/** A part of a page that only the cloud knows, and which cannot be asked now. */
export function Unavailable({ message, again }: { message: string; again: (() => void) | null }) {
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-soft">{message}</p>
      {again !== null && (
        <Button compact onClick={again}>
          Ask again
        </Button>
      )}
    </div>
  );
}
