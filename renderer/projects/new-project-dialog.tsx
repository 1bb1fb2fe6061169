import { Dialog } from '../components/dialog.tsx';
import { NewProjectForm } from './new-project-form.tsx';
import { useNewProject } from './new-project-store.ts';

export function NewProjectDialog() {
  const { isOpen, close } = useNewProject();
  return (
    <Dialog
      open={isOpen}
      onClose={close}
      title="New project"
      description="A standing question that episodes answer. It is made on this machine at once, offline too."
    >
      <NewProjectForm onDone={close} />
    </Dialog>
  );
}
