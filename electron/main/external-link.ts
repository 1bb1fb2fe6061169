/** Longer than any address a person follows; a longer one is an attempt at something. */
const LONGEST_ADDRESS = 2048;

/**
 * The address to hand to the user's own browser or mail program, or null. Only https and mailto: everything else (file, smb,
 * ms-*, javascript, our own schemes) may start programs or read files. No credentials in the address: they are made to deceive.
 */
export function externalLink(address: string): string | null {
  if (address.length > LONGEST_ADDRESS) return null;
  const url = URL.parse(address);
  if (url === null) return null;
  if (url.protocol === 'mailto:') return url.search === '' && url.pathname.includes('@') ? url.href : null;
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hostname === '') return null;
  return url.href;
}
