interface ParsedAddress {
  protocol: string;
  username: string;
  password: string;
  hostname: string;
  pathname: string;
  search: string;
  href: string;
}

/** Every host has it, and the types of none are known here. */
declare const URL: { new (address: string): ParsedAddress; canParse(address: string): boolean };

/** Longer than any address a person follows; a longer one is an attempt at something. */
const LONGEST_ADDRESS = 2048;

/**
 * The address to hand to the user's own browser or mail program, or null. One rule for both sides: what the page shows as a link
 * is what main opens. Only the web and mailto: everything else (file, smb, ms-*, javascript, our own schemes) may start programs
 * or read files. Plain http too, since the sources of a text are what they are, and the browser says what it thinks of it. No
 * credentials in the address: they are made to deceive.
 */
export function outsideAddress(address: string): string | null {
  if (address.length > LONGEST_ADDRESS || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol === 'mailto:') return url.search === '' && url.pathname.includes('@') ? url.href : null;
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  return url.username === '' && url.password === '' && url.hostname !== '' ? url.href : null;
}
