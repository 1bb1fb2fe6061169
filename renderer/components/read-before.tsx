import { Unavailable } from './unavailable.tsx';

/** Above what was read of the cloud while it could be asked: it stays, and may not be the newest any more. */
export function ReadBefore({ message, again }: { message: string | null; again: () => void }) {
  return (
    <div role="status" className="mb-3 text-[0.8125rem] empty:hidden">
      {message !== null && <Unavailable message={`This was read before. ${message}`} again={again} />}
    </div>
  );
}
