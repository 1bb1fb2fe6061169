import { strFromU8, unzipSync } from 'fflate';
import { v7 as uuidv7 } from 'uuid';
import { MOST_SOURCES, SOURCE_LENGTH } from '../../../shared/domain/episode-sources.ts';
import type { ProjectMemory } from '../../../shared/domain/json-shapes.ts';
import { MEMORY_LENGTH, NOTE_LENGTH, TITLE_LENGTH } from '../../../shared/domain/limits.ts';
import type { CadenceConfig, NotePriority, NoteScope } from '../../../shared/ipc/commands.ts';
import type { Json, JsonRow } from '../../../shared/sync/protocol.ts';
import { EXPORT_FORMAT, EXPORT_VERSION, MANIFEST, tableFile } from '../export/export-format.ts';

/** Files of one export that are read into memory at most, unpacked, in bytes. */
const LARGEST_BYTES = 512 * 1024 * 1024;
const READ_TABLES = ['projects', 'episodes', 'blocks', 'planning_notes', 'agent_memories'] as const;

/** A file that cannot be imported; the message is for people and says why. */
export class ImportRefusal extends Error {
  override readonly name = 'ImportRefusal';
}

export interface ImportedBlock {
  title: string;
  type: 'MARKDOWN' | 'INSIGHT' | 'SIGNAL' | 'SCENARIO' | 'QUESTION';
  content: string;
}
export interface ImportedNote {
  content: string;
  scope: NoteScope;
  priority: NotePriority;
  /** It had been used or put away: it must not be used for the next episode again. */
  isSettled: boolean;
}
export interface ImportedSource {
  title: string;
  url: string;
  credibility: number | null;
}
export interface ImportedEpisode {
  title: string;
  summary: string;
  sources: ImportedSource[];
  blocks: ImportedBlock[];
}
export interface ImportedProject {
  title: string;
  brief: string;
  timezone: string;
  cadence: CadenceConfig | null;
  memories: ProjectMemory[];
  episodes: ImportedEpisode[];
  notes: ImportedNote[];
}
export interface ImportedExport {
  madeAt: string;
  organization: string;
  projects: ImportedProject[];
}

/** Reads an export; nothing of it is believed before it fits. Throws an ImportRefusal. */
export function readExport(file: Uint8Array): ImportedExport {
  const files = unpack(file);
  const manifest = parse(files, MANIFEST);
  if (!isObject(manifest) || manifest.format !== EXPORT_FORMAT) {
    throw new ImportRefusal('This is not an export of Showrunner: its manifest is missing or of something else.');
  }
  if (typeof manifest.version !== 'number' || manifest.version > EXPORT_VERSION) {
    throw new ImportRefusal('This export was made by a newer version of the app. Update this one, and try again.');
  }
  const table = (name: (typeof READ_TABLES)[number]) => liveRows(parse(files, tableFile(name)), name);
  const blocks = Map.groupBy(table('blocks'), ({ episode_id }) => episode_id);
  const episodes = Map.groupBy(table('episodes'), ({ project_id }) => project_id);
  const notes = Map.groupBy(table('planning_notes'), ({ project_id }) => project_id);
  const moved = Map.groupBy(table('agent_memories').filter(isInTime), ({ project_id }) => project_id);
  const organization = isObject(manifest.organization) ? text(manifest.organization.name) : '';
  return {
    madeAt: text(manifest.made_at),
    organization,
    projects: table('projects').map((project) => ({
      title: short(project.title, TITLE_LENGTH) || 'Untitled project',
      brief: text(project.onboarding_brief),
      timezone: timeZoneOf(project.timezone),
      cadence: cadenceOf(project.cadence_config),
      memories: memoriesOf(project, moved.get(project.id ?? null) ?? [])
        .map(memoryOf)
        .filter(({ content }) => content.trim() !== ''),
      episodes: (episodes.get(project.id ?? null) ?? [])
        .toSorted((a, b) => number(a.sequence_number) - number(b.sequence_number))
        .map((episode) => ({
          title: short(episode.title, TITLE_LENGTH),
          summary: text(episode.summary),
          sources: objects(episode.sources).slice(0, MOST_SOURCES).map(sourceOf),
          blocks: (blocks.get(episode.id ?? null) ?? [])
            .toSorted((a, b) => number(a.position) - number(b.position))
            .map(blockOf),
        }))
        // A slot of the schedule that nobody has written in yet: the new project makes its own.
        .filter((episode) => episode.title !== '' || episode.blocks.some(({ content }) => content !== '')),
      notes: (notes.get(project.id ?? null) ?? []).map(noteOf).filter(({ content }) => content !== ''),
    })),
  };
}

function unpack(file: Uint8Array): { [name: string]: Uint8Array } {
  const wanted = new Set<string>([MANIFEST, ...READ_TABLES.map(tableFile)]);
  let size = 0;
  try {
    return unzipSync(file, {
      filter({ name, originalSize }) {
        if (!wanted.has(name)) return false;
        size += originalSize;
        if (size > LARGEST_BYTES) throw new ImportRefusal('This export is larger than this app can read.');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof ImportRefusal) throw error;
    throw new ImportRefusal('This file is not a ZIP file, or it is damaged. Nothing was imported.');
  }
}

function parse(files: { [name: string]: Uint8Array }, name: string): Json {
  const bytes = files[name];
  if (bytes === undefined) {
    throw new ImportRefusal(`This is not a whole export of Showrunner: ${name} is missing. Nothing was imported.`);
  }
  try {
    return JSON.parse(strFromU8(bytes)) as Json;
  } catch {
    throw new ImportRefusal(`This export is damaged: ${name} cannot be read. Nothing was imported.`);
  }
}

function liveRows(value: Json, name: string): JsonRow[] {
  if (!Array.isArray(value) || !value.every(isObject)) {
    throw new ImportRefusal(`This export is damaged: ${tableFile(name)} holds no rows. Nothing was imported.`);
  }
  return value.filter(({ deleted_at }) => deleted_at == null);
}

function blockOf(row: JsonRow): ImportedBlock {
  return {
    title: short(row.title, TITLE_LENGTH),
    type: oneOf(row.type, ['INSIGHT', 'SIGNAL', 'SCENARIO', 'QUESTION'], 'MARKDOWN'),
    content: text(row.content),
  };
}

function noteOf(row: JsonRow): ImportedNote {
  return {
    content: short(row.content, NOTE_LENGTH),
    scope: oneOf(row.scope, ['GENERAL', 'TOPIC_REQUEST', 'DEPTH_ADJUSTMENT'], 'NEXT_EPISODE'),
    priority: oneOf(row.priority, ['LOW', 'HIGH', 'CRITICAL'], 'MEDIUM'),
    isSettled: row.status !== 'pending' && row.status !== 'acknowledged',
  };
}

function sourceOf(source: JsonRow): ImportedSource {
  return {
    title: cut(source.title, SOURCE_LENGTH),
    url: cut(source.url, SOURCE_LENGTH),
    credibility: typeof source.credibility === 'number' ? share(source.credibility) : null,
  };
}

/** Once they are many, the cloud moves them into rows of their own; one that is in both places is one. */
function memoriesOf(project: JsonRow, moved: readonly JsonRow[]): JsonRow[] {
  const inProject = objects(project.memories);
  const known = new Set(inProject.map(({ id }) => id));
  const others = moved.filter(({ id }) => !known.has(id));
  return [
    ...inProject,
    ...others.map((row) => ({ ...row, source: oneOf(row.source, ['onboarding', 'feedback'], 'interaction') })),
  ];
}

/** What is past its time is used no more. */
function isInTime({ expires_at }: JsonRow): boolean {
  return typeof expires_at !== 'string' || !(Date.parse(expires_at) <= Date.now());
}

function memoryOf(memory: JsonRow): ProjectMemory {
  const written = text(memory.created_at);
  return {
    id: uuidv7(),
    content: cut(memory.content, MEMORY_LENGTH),
    source: oneOf(memory.source, ['onboarding', 'interaction'], 'feedback'),
    importance: share(number(memory.importance)),
    created_at: Number.isNaN(Date.parse(written)) ? new Date().toISOString() : written,
  };
}

function cadenceOf(value: Json | undefined): CadenceConfig | null {
  if (!isObject(value) || !Array.isArray(value.days) || typeof value.delivery_hour !== 'number') return null;
  const days = new Set(
    value.days.filter((day): day is number => Number.isInteger(day) && Number(day) >= 0 && Number(day) <= 6),
  );
  const hour = value.delivery_hour;
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) return null;
  const mode = oneOf(value.mode, ['daily', 'weekdays', 'custom'], 'weekly');
  return { mode, days: [...days], delivery_hour: hour };
}

/** A zone that this machine does not know would have the whole project refused; the organisation's own is taken instead. */
function timeZoneOf(value: Json | undefined): string {
  const name = text(value);
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch {
    return '';
  }
}

function isObject(value: Json | undefined): value is JsonRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objects(value: Json | undefined): JsonRow[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** 0 to 1. */
function share(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** No database of ours can hold the character NUL, so none of our exports has one. */
function text(value: Json | undefined): string {
  return typeof value === 'string' ? value.replaceAll('\u0000', '') : '';
}

/** Longer than the database takes is nothing that we wrote. */
function short(value: Json | undefined, length: number): string {
  return [...text(value)].slice(0, length).join('');
}

/** The same, counted in UTF-16 units. */
function cut(value: Json | undefined, length: number): string {
  return text(value).slice(0, length).toWellFormed();
}

function number(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function oneOf<Known extends string>(value: Json | undefined, known: readonly Known[], otherwise: Known): Known;
function oneOf<Known extends string, Otherwise extends string>(
  value: Json | undefined,
  known: readonly Known[],
  otherwise: Otherwise,
): Known | Otherwise;
function oneOf(value: Json | undefined, known: readonly string[], otherwise: string): string {
  return typeof value === 'string' && known.includes(value) ? value : otherwise;
}
