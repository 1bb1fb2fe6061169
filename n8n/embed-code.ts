import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

const CODE = join(import.meta.dirname, 'code');
const HEADER = '// Written by npm run n8n:embed from n8n/code: ';
const MARK = '// ---';

const CodeNode = z.object({
  type: z.literal('n8n-nodes-base.code'),
  parameters: z.looseObject({ jsCode: z.string() }),
});
const Workflow = z.looseObject({ nodes: z.array(z.unknown()) });

/**
 * The workflow file with its Code nodes brought up to date. A Code node's first line names the files of `n8n/code` it is made of;
 * what stands below the mark is the node's own: how it calls them. Throws on a Code node that does not say so.
 */
export async function embedCode(workflowFile: string): Promise<string> {
  let file = workflowFile;
  for (const node of Workflow.parse(JSON.parse(workflowFile)).nodes) {
    const parsed = CodeNode.safeParse(node);
    if (!parsed.success) continue;
    const { jsCode } = parsed.data.parameters;
    const embedded = JSON.stringify(await embed(jsCode));
    file = file.replace(JSON.stringify(jsCode), () => embedded); // as text: the file keeps its layout
  }
  return file;
}

async function embed(jsCode: string): Promise<string> {
  const [header = ''] = jsCode.split('\n', 1);
  const mark = jsCode.indexOf(`\n${MARK}\n`);
  if (!header.startsWith(HEADER) || mark < 0) {
    throw new Error(`A Code node begins with "${HEADER}<files>" and has a line "${MARK}" before its own part.`);
  }
  const files = header.slice(HEADER.length).split(', ');
  const parts = await Promise.all(files.map((file) => sourceOf(join(CODE, file))));
  return [header, ...parts, jsCode.slice(mark + 1)].join('\n');
}

/** As n8n runs it: without types, imports and exports, and without the holes that types leave. */
async function sourceOf(path: string): Promise<string> {
  const typed = await readFile(path, 'utf8');
  const stripped = stripTypeScriptTypes(typed); // every character of a type is a space now
  const closed = stripped.replaceAll(/\s+/g, (gap, at: number) => {
    const isHole = typed.slice(at, at + gap.length) !== gap;
    if (!isHole || gap.includes('\n')) return gap;
    return /[,;)(]/.test(stripped[at + gap.length] ?? '') ? '' : ' ';
  });
  const lines = closed.replaceAll(/^export /gm, '').split('\n');
  return lines.filter((line) => /[^\s;]/.test(line)).join('\n');
}
