import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';

interface ReplaceTextDialogProps {
  open: boolean;
  onClose: () => void;
  onGenerate: () => void;
}

/** Asks before a text is replaced that nobody has agreed to give up. */
export function ReplaceTextDialog({ open, onClose, onGenerate }: ReplaceTextDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Make this episode anew?"
      description="The new text takes the place of the present one, which goes to the bin and stays in the history. What somebody edits meanwhile is kept."
    >
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep the text</Button>
        <Button
          look="primary"
          onClick={() => {
            onClose();
            onGenerate();
          }}
        >
          Generate
        </Button>
      </div>
    </Dialog>
  );
}
