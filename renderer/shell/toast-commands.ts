import { usePageCommands } from '../commands/page-commands.ts';
import { useToasts } from '../components/toast-store.ts';

/** What the newest message offers, in the palette while it stands there; an "Undo" by the keys of undoing, too. */
export function ToastCommands(): null {
  const newest = useToasts(({ toasts }) => toasts.findLast(({ action }) => action !== undefined));
  const dismiss = useToasts((store) => store.dismiss);
  const { action, title } = newest ?? {};
  usePageCommands(
    newest === undefined || action === undefined
      ? []
      : [
          {
            id: 'message.action',
            label: `${action.label}: ${title}`,
            ...(action.label === 'Undo' && { keys: 'Mod+Z', keysIn: 'outside-text' }),
            run() {
              action.run();
              dismiss(newest.id);
            },
          },
        ],
  );
  return null;
}
