import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type EpisodeContent, EpisodeHead, type ProjectContent, ProjectFile } from './content-format.ts';
import { readFrontMatter } from './front-matter.ts';

export const CONTENT_DIRECTORY = join(import.meta.dirname, 'content');
const EPISODE_FILE = /^(\d+)-.+\.md$/;

/** All projects of a content directory, by name. Throws with the file's name when one is not as it should be. */
export async function readContent(directory: string = CONTENT_DIRECTORY): Promise<ProjectContent[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(folders.sort().map((folder) => readProject(directory, folder)));
}

async function readProject(directory: string, folder: string): Promise<ProjectContent> {
  const text = await readFile(join(directory, folder, 'project.json'), 'utf8');
  const project = within(`${folder}/project.json`, () => ProjectFile.parse(JSON.parse(text)));
  const files = (await readdir(join(directory, folder))).filter((name) => EPISODE_FILE.test(name));
  const episodes = await Promise.all(files.sort().map((name) => readEpisode(directory, `${folder}/${name}`)));
  for (const { incorporated_in: number } of project.notes) {
    if (number != null && !episodes.some((episode) => episode.number === number)) {
      throw new Error(`${folder}/project.json: a note was used in episode ${number}, which is not there`);
    }
  }
  return { ...project, path: folder, episodes };
}

async function readEpisode(directory: string, path: string): Promise<EpisodeContent> {
  const file = await readFile(join(directory, path), 'utf8');
  const number = Number(EPISODE_FILE.exec(path.slice(path.indexOf('/') + 1))?.[1]);
  return within(path, () => {
    const { head, text } = readFrontMatter(file);
    return { ...EpisodeHead.parse(head), path, number, text };
  });
}

function within<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error(`${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
