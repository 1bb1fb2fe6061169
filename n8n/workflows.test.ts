import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { embedCode } from './embed-code.ts';
import { credentialsOf } from './host/credentials.ts';
import { withSettings } from './host/with-settings.ts';

const FOLDER = join(import.meta.dirname, 'workflows');
const WORKER_CALLS = [
  'claim_chat_messages',
  'claim_generation_jobs',
  'complete_chat_message',
  'complete_generation',
  'fail_chat_message',
  'fail_generation',
  'report_generation_progress',
];
const NODE_TYPES = /^(n8n-nodes-base|@n8n\/n8n-nodes-langchain)\./;

const Workflow = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  active: z.literal(false),
  nodes: z.array(
    z.looseObject({
      id: z.string().min(1),
      name: z.string().min(1),
      type: z.string().regex(NODE_TYPES),
      typeVersion: z.number(),
      position: z.tuple([z.number(), z.number()]),
      parameters: z.looseObject({}),
      credentials: z.record(z.string(), z.strictObject({ id: z.string(), name: z.string() })).optional(),
    }),
  ),
  connections: z.record(
    z.string(),
    z.strictObject({
      main: z.array(z.array(z.strictObject({ node: z.string(), type: z.literal('main'), index: z.literal(0) }))),
    }),
  ),
  settings: z.looseObject({ errorWorkflow: z.string().optional() }),
});

/** All that a node's parameters say: its expressions and its code. */
const textsIn = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.values(value).map(textsIn).join('\n') : String(value);

/** The nodes whose items are asked for without an index; where the name is a variable, all that the text names. */
function askedWithoutIndex(text: string, names: readonly string[]): string[] {
  const named = names.filter((name) => text.includes(`'${name}'`));
  const asked = text.matchAll(/\$\((?:'([^']+)'|[^')]+)\)\.(?:first|last|all)\(\)/g);
  return [...asked].flatMap(([, name]) => name ?? named);
}

const files = await readdir(FOLDER);
const texts = await Promise.all(files.map((file) => readFile(join(FOLDER, file), 'utf8')));
const workflows = texts.map((text) => Workflow.parse(JSON.parse(text)));
const ids = workflows.map(({ id }) => id);

it('has four workflows with ids of their own, which know each other by these ids', () => {
  expect([...ids].sort()).toEqual(['showrunnerAnswer', 'showrunnerEpisode', 'showrunnerErrors', 'showrunnerGenerate']);
  const called = workflows.flatMap(({ nodes }) =>
    nodes.flatMap(({ parameters }) =>
      'workflowId' in parameters ? [z.object({ value: z.string() }).parse(parameters.workflowId).value] : [],
    ),
  );
  expect(called).toEqual(['showrunnerEpisode', 'showrunnerAnswer']);
  for (const { id, settings } of workflows) {
    expect(settings.errorWorkflow).toBe(id === 'showrunnerErrors' ? undefined : 'showrunnerErrors');
  }
});

describe.each(files.map((file, index) => ({ file, text: texts[index] ?? '', workflow: workflows[index] })))(
  '$file',
  ({ text, workflow }) => {
    const nodes = workflow?.nodes ?? [];
    const names = nodes.map(({ name }) => name);

    it('has nodes with names and ids of their own, and connections between these', () => {
      expect(new Set(names).size).toBe(names.length);
      expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
      for (const [from, { main }] of Object.entries(workflow?.connections ?? {})) {
        expect(names).toContain(from);
        for (const { node } of main.flat()) expect(names).toContain(node);
      }
      const reached = new Set(
        Object.values(workflow?.connections ?? {}).flatMap(({ main }) => main.flat().map(({ node }) => node)),
      );
      const starts = nodes.filter(({ type }) => /Trigger$|\.webhook$|\.stickyNote$/.test(type)).map(({ name }) => name);
      expect([...names].sort()).toEqual([...new Set([...starts, ...reached])].sort());
    });

    it('refers in its expressions and code to nodes that it has', () => {
      for (const [, name = ''] of text.matchAll(/\$\('([^']+)'\)/g)) expect(names).toContain(name);
    });

    // Without an index n8n takes the output by which the named node is wired to the asking one: its errors, where that is the
    // wire, and then there is nothing although the node has done its work.
    it('says which output it means where a node is wired to the asking one by its errors', () => {
      for (const { name: asking, parameters } of nodes) {
        const wiredByErrors = Object.entries(workflow?.connections ?? {}).flatMap(([from, { main }]) =>
          main.slice(1).some((targets) => targets.some(({ node }) => node === asking)) ? [from] : [],
        );
        const asked = askedWithoutIndex(textsIn(parameters), names);
        const lost = asked.filter((name) => wiredByErrors.includes(name));
        expect(lost, asking).toEqual([]);
      }
    });

    it('calls the functions of a worker with the worker token, and nothing else of the cloud', () => {
      for (const { name, type, parameters, credentials } of nodes) {
        if (type !== 'n8n-nodes-base.httpRequest') continue;
        const { url } = z.object({ url: z.string() }).parse(parameters);
        if (name === 'Alert') {
          expect(credentials).toBeUndefined();
          continue;
        }
        const called = /^=\{\{ [^}]*cloud_url \}\}\/rest\/v1\/rpc\/(\w+)$/.exec(url)?.[1];
        expect(WORKER_CALLS).toContain(called);
        expect(credentials).toEqual({ httpCustomAuth: { id: 'showrunnerWorker', name: 'Showrunner: worker token' } });
      }
      expect(text).not.toMatch(/service_role|supabaseApi|n8n-nodes-base\.(postgres|supabase)/);
    });

    it('names credentials that the set-up imports, and holds no secret', () => {
      const secrets = { publishableKey: '', token: '', modelsUrl: '', modelsKey: '', webhookSecret: '' };
      const known = credentialsOf(secrets).map(({ id, name, type }) => [type, { id, name }]);
      for (const { credentials = {} } of nodes) {
        for (const entry of Object.entries(credentials)) expect(known).toContainEqual(entry);
      }
      expect(text).not.toMatch(/eyJ[\w-]{8,}|\bsk-[\w-]{8,}|sb_(secret|publishable)_|Bearer |[0-9a-f]{40,}/);
    });

    it('holds the code of n8n/code as it is now', async () => {
      expect(await embedCode(text)).toBe(text);
    });
  },
);

it('keeps an agent within the lease: every try, the pauses between them and the reports around it', () => {
  const answerSeconds = 300; // axios.defaults.timeout in @n8n/backend-network
  const episode = workflows.find(({ id }) => id === 'showrunnerEpisode');
  const generation = texts[ids.indexOf('showrunnerGenerate')] ?? '';
  const lease = Number(/\\"lease_seconds\\": (\d+)/.exec(generation)?.[1]);
  const Tries = z.object({ maxTries: z.number(), waitBetweenTries: z.number() });
  const secondsOf = (type: string, one: number): number[] =>
    (episode?.nodes ?? [])
      .filter((node) => node.type.endsWith(type))
      .map((node) => Tries.parse(node))
      .map(({ maxTries, waitBetweenTries }) => maxTries * one + ((maxTries - 1) * waitBetweenTries) / 1000);
  const agents = secondsOf('.openAi', answerSeconds);
  expect(agents).toHaveLength(3);
  const [calls = 0] = secondsOf('.httpRequest', 30);
  expect(Math.max(...agents) + calls).toBeLessThan(lease);

  // A question: one call of the model, and the longer of the two ways to end.
  const chatLease = Number(/\\"chat_lease_seconds\\": (\d+)/.exec(generation)?.[1]);
  const answer = workflows.find(({ id }) => id === 'showrunnerAnswer');
  const ends = (answer?.nodes ?? [])
    .filter(({ type }) => type.endsWith('.httpRequest'))
    .map((node) => Tries.parse(node))
    .map(({ maxTries, waitBetweenTries }) => maxTries * 30 + ((maxTries - 1) * waitBetweenTries) / 1000);
  expect(ends).toHaveLength(2);
  expect(answerSeconds + Math.max(...ends)).toBeLessThan(chatLease);
});

it('puts settings where a workflow has a place for them', () => {
  const generation = texts[ids.indexOf('showrunnerGenerate')] ?? '';
  const changed = withSettings(generation, {
    cloud_url: 'https://a.example',
    lease_seconds: 60,
    alert_url: 'https://b.example',
  });
  expect(changed).toContain('https://a.example');
  expect(changed).toContain('\\"lease_seconds\\": 60');
  expect(changed).not.toContain('https://b.example');
  const errors = withSettings(texts[ids.indexOf('showrunnerErrors')] ?? '', { alert_url: 'https://b.example' });
  expect(errors).toContain('https://b.example');
});
