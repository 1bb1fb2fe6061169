import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEMO_PROFILES, type DemoProfile, isDemoProfile } from '../../electron/demo/demo-profiles.ts';
import { StartRefusal } from '../../electron/machine/start-refusal.ts';

export const USAGE = 'npm start -- [--browser] [--no-open] [--port N] [--data DIR] [--profile ada|ben]';

export interface StartOptions {
  /** Do not try Electron. */
  browser: boolean;
  /** Open the default browser on the page. */
  open: boolean;
  /** 0: any free port. */
  port: number;
  /** Null: the operating system's folder for application data. */
  data: string | null;
  profile: DemoProfile;
}

const PROFILES = DEMO_PROFILES.join(' or ');

/** Reads the command line of `npm start`. Throws a StartRefusal that says what to write instead. */
export function readStartOptions(args: string[], folder: string): StartOptions {
  const values = parse(args);
  const { profile = 'ada', port = '0', data } = values;
  if (!isDemoProfile(profile)) throw new StartRefusal(`There is no profile "${profile}": use ${PROFILES}.`);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    throw new StartRefusal(
      `"${port}" is not a port: use a number from 1 to 65535, or leave --port out for a free one.`,
    );
  }
  if (data === '') throw new StartRefusal('--data needs a folder.');
  return {
    browser: values.browser,
    open: !values['no-open'],
    port: Number(port),
    data: data === undefined ? null : resolve(folder, data),
    profile,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        browser: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        port: { type: 'string' },
        data: { type: 'string' },
        profile: { type: 'string' },
      },
    }).values;
  } catch (error) {
    // parseArgs names the option in its first sentence and goes on with advice.
    const reason = error instanceof Error ? error.message.split(/\.? *\n|\. /, 1)[0] : String(error);
    throw new StartRefusal(`${reason}. Usage: ${USAGE}`);
  }
}
