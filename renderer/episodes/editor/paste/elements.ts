export function all(root: ParentNode, selector: string): Element[] {
  return [...root.querySelectorAll(selector)];
}

/** The element goes, what is in it stays. */
export function unwrap(element: Element): void {
  while (element.firstChild !== null) element.parentNode?.insertBefore(element.firstChild, element);
  element.remove();
}

/** The element becomes another one with the same content. */
export function rename(element: Element, name: string): Element {
  const other = element.ownerDocument.createElement(name);
  while (element.firstChild !== null) other.appendChild(element.firstChild);
  element.parentNode?.replaceChild(other, element);
  return other;
}
