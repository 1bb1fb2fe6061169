import { join } from 'node:path';
import { EngineFailure } from '../engine-failure.ts';
import type { Identity } from '../identity/contract.ts';
import { fixedTokenSource } from '../identity/fixed-token-source.ts';
import { NoTokenError } from '../identity/no-token-error.ts';
import { readTokenClaims, type TokenClaims } from '../identity/token-claims.ts';
import { type LocalEngine, openEngine } from '../open-engine.ts';
import { buildTemplate } from '../store/build-template.ts';
import { type ClientArguments, USAGE } from './arguments.ts';
import { addRow, checkTable, getRow, listRows, removeRow, setRow } from './row-edits.ts';

/** How long an online command waits for the cloud before and after its work, in milliseconds. */
const SETTLE_MS = 20_000;

/** Runs one command against the store of a data directory and answers what is to be printed. Throws what toEngineError can say. */
export async function runClient(args: ClientArguments): Promise<unknown> {
  const run = COMMANDS[args.command];
  if (run === undefined) throw new EngineFailure('bad-request', `There is no command ${args.command}. Usage: ${USAGE}`);
  const identity = identityOf(readClaims(args.token));
  const templateDir = join(import.meta.dirname, '../../../dist/template');
  await buildTemplate(templateDir);
  const engine = await openEngine(
    {
      dataDir: args.dataDir,
      templateDir,
      workspace: 'cloud',
      cloud: { url: args.url, publishableKey: args.key },
      identity,
      tokens: fixedTokenSource(args.token),
      offline: args.offline,
    },
    { realtime: false, searchWorkerUrl: null },
  );
  try {
    if (!args.offline) await engine.settle(SETTLE_MS);
    const { answer, changed } = await run(engine, identity, args.operands);
    if (changed && !args.offline) await engine.settle(SETTLE_MS);
    return await answer();
  } finally {
    await engine.close();
  }
}

interface Outcome {
  /** Asked after what was changed has been sent. */
  answer: () => unknown;
  changed: boolean;
}

type ClientCommand = (engine: LocalEngine, who: Identity, operands: string[]) => Promise<Outcome>;

const COMMANDS: { readonly [name: string]: ClientCommand | undefined } = {
  sync: async (engine) => ({ answer: () => engine.status(), changed: false }),
  status: async (engine) => ({ answer: () => engine.status(), changed: false }),
  get: async (engine, _, [table, id = '']) => ({ answer: () => getRow(engine, checkTable(table), id), changed: false }),
  list: async (engine, _, [table]) => ({ answer: () => listRows(engine, checkTable(table)), changed: false }),
  conflicts: async (engine) => ({ answer: () => engine.query('conflicts.open', {}), changed: false }),
  set: async (engine, who, [table, id = '', json = '']) => {
    await setRow(engine, who, checkTable(table), id, json);
    return { answer: () => getRow(engine, checkTable(table), id), changed: true };
  },
  add: async (engine, who, [table, json = '']) => {
    const row = await addRow(engine, who, checkTable(table), json);
    return { answer: () => getRow(engine, checkTable(table), String(row.id)), changed: true };
  },
  remove: async (engine, who, [table, id = '']) => {
    await removeRow(engine, who, checkTable(table), id);
    return { answer: () => getRow(engine, checkTable(table), id), changed: true };
  },
  generate: async (engine, _, [episode = '']) => {
    const { id } = await engine.command('generation.request', { episode_id: episode });
    return { answer: () => describeRequest(engine, id, episode), changed: true };
  },
};

async function describeRequest(engine: LocalEngine, id: string, episode: string): Promise<unknown> {
  const { rows } = await engine.store.query<{ state: string; error: { message: string; hint: string | null } | null }>(
    'select state, error from generation_requests where id = $1::uuid',
    [id],
  );
  const request = rows[0];
  if (request?.state === 'refused') {
    throw new EngineFailure(
      'refused',
      request.error?.hint ?? request.error?.message ?? 'The cloud refused the request.',
    );
  }
  const [job] = await engine.query('jobs.of_episode', { episode_id: episode });
  return { request_id: id, state: request?.state ?? 'accepted', job: job ?? null };
}

function readClaims(token: string): TokenClaims {
  try {
    return readTokenClaims(token);
  } catch (error) {
    if (error instanceof NoTokenError)
      throw new EngineFailure('signed-out', `The token cannot be used. ${error.message}`);
    throw error;
  }
}

function identityOf(claims: TokenClaims): Identity {
  return {
    user: { id: claims.userId, name: claims.userName },
    organization: { id: claims.organizationId, name: claims.organizationName },
    role: claims.role,
  };
}
