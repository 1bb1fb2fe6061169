import type { AuditEntry } from '../../shared/ipc/questions.ts';
import { columnWords } from './value-words.ts';

/** An entry as a sentence with its thing in the middle: "Ada paused | The future of UK fintech |". */
export interface EntryWords {
  actor: string;
  verb: string;
  after: string;
}

const VERBS: { [action: string]: [verb: string, after?: string] } = {
  'organization.created': ['made the organisation'],
  'member.created': ['made', 'a member'],
  'member.deleted': ['took', 'out of the organisation'],
  'member.restored': ['brought', 'back into the organisation'],
  'project.created': ['made the project'],
  'project.active': ['set going'],
  'project.paused': ['paused'],
  'project.completed': ['completed'],
  'project.archived': ['archived'],
  'project.deleted': ['moved the project', 'to the bin'],
  'project.restored': ['brought the project', 'back from the bin'],
  'episode.draft': ['made', 'a draft again'],
  'episode.generating': ['began to write'],
  'episode.partial': ['left', 'half written'],
  'episode.published': ['published'],
  'episode.failed': ['could not make'],
  'episode.deleted': ['moved the episode', 'to the bin'],
  'episode.restored': ['brought the episode', 'back from the bin'],
  'planning_note.pending': ['put the note', 'back to pending'],
  'planning_note.acknowledged': ['acknowledged the note'],
  'planning_note.incorporated': ['used the note'],
  'planning_note.deferred': ['deferred the note'],
  'planning_note.archived': ['archived the note'],
  'planning_note.deleted': ['moved the note', 'to the bin'],
  'planning_note.restored': ['brought the note', 'back from the bin'],
  'generation_job.created': ['queued the generation of'],
  'generation_job.pending': ['put the generation of', 'back into the queue'],
  'generation_job.processing': ['began the generation of'],
  'generation_job.completed': ['finished the generation of'],
  'generation_job.failed': ['gave up the generation of'],
  'generation_job.cancelled': ['cancelled the generation of'],
  'generation_job.blocked': ['held back the generation of'],
};

export function entryWords(entry: AuditEntry): EntryWords {
  const { action, actor } = entry;
  const [verb, after = ''] = VERBS[action] ?? [changeVerb(entry)];
  const who =
    actor.kind === 'person' ? (actor.name ?? actor.id) : actor.kind === 'generation' ? 'The generation' : 'The cloud';
  return { actor: who, verb, after };
}

/** "changed the limit of a day and the time zone of"; an action that this app does not know is named as it is. */
function changeVerb({ action, new_values }: AuditEntry): string {
  const [, verb = action] = action.split('.');
  const columns = Object.keys(new_values ?? {}).map(columnWords);
  if (verb !== 'changed' || columns.length === 0) return `${verb.replaceAll('_', ' ')}:`;
  return `changed the ${new Intl.ListFormat('en', { type: 'conjunction' }).format(columns)} of`;
}

/** How a thing is called that has no name on this machine. */
const KINDS: { [type: string]: string } = {
  organization: 'the organisation',
  member: 'a member',
  project: 'a project',
  episode: 'an episode',
  planning_note: 'a note',
  generation_job: 'an episode',
};

export function thingWords({ type, title }: AuditEntry['resource']): string {
  if (title !== null && title !== '') return title;
  return KINDS[type] ?? type.replaceAll('_', ' ');
}
