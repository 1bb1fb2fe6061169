import { readFile, stat, statfs } from 'node:fs/promises';
import { cpus, freemem, release, totalmem, uptime } from 'node:os';
import { join } from 'node:path';
import { redact } from '../machine/redact.ts';

export interface DiagnosticsParts {
  /** Versions and states that are known by name. */
  facts: Record<string, unknown>;
  dataDir: string;
  /** What the engine says of its sync, or why it says nothing. */
  describeEngine(): Promise<string>;
  logTail(): string;
  now: Date;
}

type Step = { title: string; run(parts: DiagnosticsParts): Promise<string> };

const MEBIBYTE = 1024 ** 2;
const inMebibytes = (bytes: number): string => `${Math.round(bytes / MEBIBYTE)} MiB`;

/** Files whose size says much about a store; none of their content is taken. */
const FILES = ['meta.json', 'recovery.log', 'pgdata/PG_VERSION', 'reserve'];

const STEPS: Step[] = [
  { title: 'App', run: async ({ facts }) => JSON.stringify(facts, null, 2) },
  {
    title: 'Machine',
    run: async () =>
      [
        `${process.platform} ${release()} ${process.arch}, ${cpus().length} cores`,
        `memory ${inMebibytes(freemem())} free of ${inMebibytes(totalmem())}, up ${Math.round(uptime() / 3600)} h`,
        `time zone ${Intl.DateTimeFormat().resolvedOptions().timeZone}, language ${Intl.DateTimeFormat().resolvedOptions().locale}`,
      ].join('\n'),
  },
  {
    title: 'Disk',
    async run({ dataDir }) {
      const { bavail, bsize } = await statfs(dataDir);
      return `${inMebibytes(bavail * bsize)} free where the data is`;
    },
  },
  {
    title: 'Store',
    async run({ dataDir }) {
      const sizes = FILES.map(async (name) => {
        const found = await stat(join(dataDir, name)).catch(() => null);
        return `${name}: ${found === null ? 'not there' : `${found.size} bytes, ${found.mtime.toISOString()}`}`;
      });
      return [...(await Promise.all(sizes)), await readFile(join(dataDir, 'meta.json'), 'utf8')].join('\n');
    },
  },
  { title: 'Sync', run: ({ describeEngine }) => describeEngine() },
  { title: 'Log', run: async ({ logTail }) => logTail() },
];

/**
 * The report for whoever helps, as a text that a person can read before sending it: numbered steps, each of which may fail
 * without the others. Redacted; no step reads what a producer wrote.
 */
export async function collectDiagnostics(parts: DiagnosticsParts): Promise<string> {
  const sections: string[] = [
    `Showrunner diagnostics, ${parts.now.toISOString()}\nHolds no text of yours, no names and no keys. Read it before you send it.`,
  ];
  for (const [index, { title, run }] of STEPS.entries()) {
    const text = await run(parts).catch((error: unknown) => `could not be read: ${String(error)}`);
    sections.push(`${index + 1}. ${title}\n${text.split('\n').map(redact).join('\n')}`);
  }
  return `${sections.join('\n\n')}\n`;
}
