import { Button } from '../components/button.tsx';

interface OvertakenTitleProps {
  theirs: string;
  onSave: () => void;
  onTakeTheirs: () => void;
}

/** Somebody else has changed the title while it was being typed in here: neither goes unasked. */
export function OvertakenTitle({ theirs, onSave, onTakeTheirs }: OvertakenTitleProps) {
  return (
    <div
      role="alert"
      className="mt-1.5 flex flex-wrap items-center gap-2 rounded-md bg-wait-wash px-2 py-1 text-[0.8125rem] text-wait"
    >
      <p className="min-w-0 flex-1">
        Changed meanwhile to{' '}
        {theirs === '' ? (
          'no title'
        ) : (
          <>
            “<bdi>{theirs}</bdi>”
          </>
        )}
        . What you typed is kept, and not saved.
      </p>
      <Button compact onClick={onTakeTheirs}>
        Leave it as it is
      </Button>
      <Button compact look="primary" onClick={onSave}>
        Save mine
      </Button>
    </div>
  );
}
