import { Button } from '../../components/button.tsx';

interface SaveBarProps {
  changed: boolean;
  ready: boolean;
  /** Who has saved something else since this form was begun. */
  meanwhile: string | null;
  onLeave: () => void;
}

/** Below a form that is saved as a whole; there only when there is something to save. */
export function SaveBar({ changed, ready, meanwhile, onLeave }: SaveBarProps) {
  if (!changed) return null;
  return (
    <div className="flex items-center gap-2">
      <Button look="primary" type="submit" disabled={!ready}>
        Save
      </Button>
      <Button look="quiet" onClick={onLeave}>
        Leave it as it was
      </Button>
      {meanwhile !== null && (
        <p role="alert" className="text-[0.8125rem] text-wait">
          {meanwhile} changed this meanwhile. Saving replaces it; leaving shows theirs.
        </p>
      )}
    </div>
  );
}
