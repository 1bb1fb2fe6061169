/** `npm run cloud:token`: prints a token that the embedded clouds of this machine user accept. */
import { parseArgs } from 'node:util';
import { DEMO_ORGANIZATION, demoUser } from '../identity/demo-people.ts';
import { mintToken, type TokenRequest } from '../identity/mint-token.ts';

const USAGE =
  'usage: npm run cloud:token -- --user ada|ben|<id> [--org <id>] [--role admin|member] [--worker] [--expires SECONDS]';

class BadArguments extends Error {}

function readRequest(): TokenRequest {
  const { values } = parseArgs({
    options: {
      user: { type: 'string' },
      org: { type: 'string' },
      role: { type: 'string' },
      worker: { type: 'boolean', default: false },
      expires: { type: 'string' },
    },
  });
  const { user, org, role, worker, expires } = values;
  if (worker) return { user: user ?? 'worker', worker, ...lifeOf(expires) };
  if (user === undefined || user === '') throw new BadArguments(`Say for whom: --user ada. ${USAGE}`);
  if (role !== undefined && role !== 'admin' && role !== 'member') {
    throw new BadArguments(`--role is admin or member, not ${JSON.stringify(role)}. ${USAGE}`);
  }
  const person = demoUser(user);
  return { user: person.id, organization: org ?? DEMO_ORGANIZATION, role: role ?? person.role, ...lifeOf(expires) };
}

function lifeOf(expires: string | undefined): { expiresSeconds?: number } {
  if (expires === undefined) return {};
  const seconds = Number(expires);
  if (expires.trim() === '' || !Number.isInteger(seconds)) {
    throw new BadArguments(`--expires is a number of seconds, not ${JSON.stringify(expires)}. ${USAGE}`);
  }
  return { expiresSeconds: seconds };
}

try {
  process.stdout.write(`${await mintToken(readRequest())}\n`);
} catch (error) {
  const isAboutArguments = error instanceof BadArguments || (error instanceof TypeError && 'code' in error);
  const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : 'The token could not be made.';
  process.stderr.write(`${isAboutArguments && !reason.includes('usage:') ? `${reason} ${USAGE}` : reason}\n`);
  process.exit(1);
}
