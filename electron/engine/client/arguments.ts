import { parseArgs } from 'node:util';
import { EngineFailure } from '../engine-failure.ts';

export interface ClientArguments {
  url: string;
  key: string;
  token: string;
  dataDir: string;
  offline: boolean;
  command: string;
  operands: string[];
}

export const USAGE =
  'npm run client -- --url URL --key KEY --token TOKEN --data DIR [--offline] <sync | get TABLE ID | list TABLE | set TABLE ID JSON | add TABLE JSON | remove TABLE ID | status | conflicts | generate EPISODE_ID>, or: npm run client -- unsent --data DIR';

/** Reads the command line; throws an EngineFailure that says what is missing. */
export function readArguments(argv: string[]): ClientArguments {
  const { values, positionals } = parse(argv);
  const [command, ...operands] = positionals;
  const { url, key, token, data, offline = false } = values;
  const missing = Object.entries({ '--url': url, '--key': key, '--token': token, '--data': data }).find(
    ([, value]) => !value,
  );
  if (missing !== undefined) throw new EngineFailure('bad-request', `${missing[0]} is missing. Usage: ${USAGE}`);
  if (command === undefined) throw new EngineFailure('bad-request', `A command is missing. Usage: ${USAGE}`);
  return {
    url: checkedUrl(url ?? ''),
    key: key ?? '',
    token: token ?? '',
    dataDir: data ?? '',
    offline,
    command,
    operands,
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        key: { type: 'string' },
        token: { type: 'string' },
        data: { type: 'string' },
        offline: { type: 'boolean' },
      },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown argument';
    throw new EngineFailure('bad-request', `${reason}. Usage: ${USAGE}`, { cause });
  }
}

function checkedUrl(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new EngineFailure('bad-request', '--url is not an http address.');
  }
  return url;
}
