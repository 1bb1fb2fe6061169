import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { navigate } from 'wouter/use-browser-location';

/** As wouter's own Link: other buttons and held keys are the browser's (a new tab, a download). */
function follow(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  navigate(event.currentTarget.pathname);
}

/** A link to a page of the desk, for lists of hundreds that stay: each of wouter's is drawn anew whenever another page is opened. */
export function ListLink({ href, children, ...link }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  return (
    <a href={href} onClick={follow} {...link}>
      {children}
    </a>
  );
}
