import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useRunCommand } from '../commands/use-run-command.ts';

/** What the desktop asks of the page: a place to show (a link, a notification), a command chosen in a native menu. */
export function DesktopWishes() {
  const [, go] = useLocation();
  const run = useRunCommand();
  useEffect(() => window.showrunner?.onOpenPath((path) => go(path)), [go]);
  useEffect(() => window.showrunner?.desktop.onRunCommand(run), [run]);
  return null;
}
