/** As much of a key that was pressed in the page as is asked. */
interface PressedKey {
  key: string;
  nativeEvent: { isComposing: boolean };
}

/**
 * Whether the key means "give it up". The Escape that only dismisses the candidates of an input method does not: it belongs to the
 * input method, and the words that stand in the field stay.
 */
export function isEscape({ key, nativeEvent }: PressedKey): boolean {
  return key === 'Escape' && !nativeEvent.isComposing;
}
