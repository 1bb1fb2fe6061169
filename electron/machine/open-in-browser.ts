import { spawn } from 'node:child_process';

/** What opens an address with the user's default program, by operating system. */
function opener(platform: NodeJS.Platform, url: string): [string, string[]] {
  switch (platform) {
    case 'darwin':
      return ['open', [url]];
    case 'win32':
      // `start` is a word of cmd.exe, which would read & in an address as its own; this does not.
      return ['rundll32', ['url.dll,FileProtocolHandler', url]];
    default:
      return ['xdg-open', [url]];
  }
}

/** Opens an address in the default browser. Nothing depends on it: the address is printed as well. */
export function openInBrowser(url: string, platform: NodeJS.Platform = process.platform): void {
  const [program, args] = opener(platform, url);
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
