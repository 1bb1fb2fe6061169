import type { Json, JsonRow } from '../../../shared/sync/protocol.ts';

export interface TextFile {
  name: string;
  text: string;
}

/** The texts as people read them: a folder for each project, a Markdown file for each episode that has text. Pure. */
export function textFiles(tables: { projects: JsonRow[]; episodes: JsonRow[]; blocks: JsonRow[] }): TextFile[] {
  const blocksOf = Map.groupBy(
    tables.blocks.filter(({ deleted_at }) => deleted_at === null),
    ({ episode_id }) => episode_id,
  );
  const folders = uniqueNames(tables.projects, ({ title }) => fileName(words(title), 'project'));
  return tables.episodes.flatMap((episode) => {
    const blocks = (blocksOf.get(episode.id ?? null) ?? []).toSorted((a, b) => number(a.position) - number(b.position));
    if (episode.deleted_at !== null || blocks.length === 0) return [];
    const place = String(episode.sequence_number ?? 0).padStart(3, '0');
    const folder = folders.get(words(episode.project_id)) ?? 'project';
    const name = `texts/${folder}/${place} ${fileName(words(episode.title), 'untitled')} ${words(episode.id).slice(-6)}.md`;
    return [{ name, text: markdownOf(episode, blocks) }];
  });
}

function markdownOf(episode: JsonRow, blocks: JsonRow[]): string {
  const head = [`title: ${JSON.stringify(words(episode.title))}`, `status: ${words(episode.status)}`];
  if (episode.summary !== '') head.push(`summary: ${JSON.stringify(words(episode.summary))}`);
  if (episode.published_at !== null) head.push(`published_at: ${words(episode.published_at)}`);
  return `---\n${head.join('\n')}\n---\n\n${blocks.map(({ content }) => words(content)).join('\n\n')}\n`;
}

/** A name for each row that no other has, by id. */
function uniqueNames(rows: readonly JsonRow[], nameOf: (row: JsonRow) => string): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const row of rows) {
    const wanted = nameOf(row);
    let name = wanted;
    for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) name = `${wanted} ${copy}`;
    taken.add(name.toLowerCase());
    names.set(words(row.id), name);
  }
  return names;
}

/** Letters, digits and a few signs of any script: a name that every file system takes. */
function fileName(title: string, otherwise: string): string {
  const name = title
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N} _,()-]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
    .trim();
  return name === '' ? otherwise : name;
}

function words(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function number(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}
