import { type FormEvent, useEffect, useState } from 'react';
import { credibilityWords } from '../../shared/domain/credibility.ts';
import { type IdentifiedSource, SOURCE_LENGTH, type SourceChange } from '../../shared/domain/episode-sources.ts';
import type { Done } from '../../shared/ipc/commands.ts';
import { Button } from '../components/button.tsx';
import { ChangedMeanwhile } from '../components/changed-meanwhile.tsx';
import { Field, INPUT } from '../components/field.tsx';
import { isEscape } from '../components/is-escape.ts';
import { Flights } from '../desk-memory/flights.ts';
import { readKeptEdit, settleKeptEdit } from '../desk-memory/kept-edit.ts';
import { keepText } from '../desk-memory/kept-text.ts';
import { useEdit } from '../desk-memory/use-edit.ts';
import { useFlight } from '../desk-memory/use-flight.ts';
import { useKeptEdit } from '../desk-memory/use-kept-edit.ts';
import { useNewId } from '../desk-memory/use-new-id.ts';
import { useCommand } from '../engine-port/use-command.ts';

interface Given {
  title: string;
  url: string;
  credibility: number | null;
}

interface SentSource {
  id: string;
  /** What stood in the fields. */
  stood: Given;
  /** What the store is to have of it. */
  stored: Partial<Given>;
  change: SourceChange;
}

const FLIGHTS = new Flights<SentSource, Done>();

const madeKeyOf = (episodeId: string) => `source-made.${episodeId}`;

interface SourceFormProps {
  episodeId: string;
  /** Null for a new one. */
  source: IdentifiedSource | null;
  /** Of the episode: what the form of a new one has added is among them. */
  sources: readonly IdentifiedSource[];
  onClose: () => void;
}

/** Of the episode, too: two that rest on the same source may call it by the same id. */
function keysOf(episodeId: string, sourceId: string | null): { title: string; url: string } {
  const id = sourceId === null ? episodeId : `${episodeId}.${sourceId}`;
  return { title: `source-title.${id}`, url: `source-url.${id}` };
}

/**
 * Whether a source was being typed when the page or the window was closed.
 *
 * @param sourceId null for a new one
 */
export function isSourceBegun(episodeId: string, sourceId: string | null): boolean {
  return Object.values(keysOf(episodeId, sourceId)).some((key) => readKeptEdit(key) !== null);
}

/** Steps of a rating: nobody can tell 0.71 from 0.72. */
const STEP = 5;

/** The form of a new source goes on as one of what it has added, when it was typed on meanwhile or left and opened again. */
export function SourceForm({ episodeId, source, sources, onClose }: SourceFormProps) {
  const change = useCommand('episode.change-sources');
  const sourceId = source?.id ?? null;
  const keys = keysOf(episodeId, sourceId);
  const [wasLeft] = useState(() => isSourceBegun(episodeId, sourceId));
  const newId = useNewId(madeKeyOf(episodeId), () => source === null && isSourceBegun(episodeId, null));
  const there = source ?? sources.find(({ id }) => id === newId.id) ?? null;
  const title = useKeptEdit(keys.title, there?.title ?? '');
  const url = useKeptEdit(keys.url, there?.url ?? '');
  const credibility = useEdit<number | null>(there?.credibility ?? null);
  const flight = useFlight({
    flights: FLIGHTS,
    name: keys.title,
    send: (sent: SentSource) => change({ id: episodeId, change: sent.change }),
    taken({ id, stood, stored }) {
      const isDone = [
        title.saved(stored.title, stood.title),
        url.saved(stored.url, stood.url),
        credibility.saved(stored.credibility, stood.credibility),
      ];
      if (isDone.every(Boolean)) end();
      // It was typed on meanwhile: what is saved next is the same source.
      else if (source === null) newId.adopt(id);
    },
    left({ stood, stored }) {
      settleKeptEdit(keys.title, stood.title, stored.title);
      settleKeptEdit(keys.url, stood.url, stored.url);
      if (source === null && !isSourceBegun(episodeId, null)) keepText(madeKeyOf(episodeId), null);
    },
  });
  const end = () => {
    if (source === null) newId.forget();
    onClose();
  };
  const close = () => {
    flight.letGo();
    title.forget();
    url.forget();
    end();
  };
  const isMade = source === null && there !== null;
  // Only when its row comes: what is typed back to what stands there later is still being typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    // All of it was added, and nobody answered, or not to this page.
    if (isMade && [title, url, credibility].every(({ stage }) => stage === 'untouched')) end();
  }, [isMade]);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const given = { title: title.value.trim(), url: url.value.trim(), credibility: credibility.value };
    // Only what was changed here, so that somebody else's change of the rest stays.
    const patch = {
      ...(title.stage !== 'untouched' && given.title !== title.before && { title: given.title }),
      ...(url.stage !== 'untouched' && given.url !== url.before && { url: given.url }),
      ...(credibility.stage !== 'untouched' && { credibility: given.credibility }),
    };
    if (there !== null && Object.keys(patch).length === 0) return close();
    if (source === null) newId.keep();
    const id = there?.id ?? newId.id;
    await flight.send({
      id,
      stood: { title: title.value, url: url.value, credibility: credibility.value },
      stored: there === null ? given : patch,
      change: there === null ? { kind: 'add', source: { id, ...given } } : { kind: 'update', id, patch },
    });
  };
  return (
    <form
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (isEscape(event)) close();
      }}
      className="mt-3 flex flex-col gap-3 rounded-lg border border-line bg-raised p-3"
      aria-label={source === null ? 'New source' : 'Edit the source'}
    >
      {source !== null && title.stage === 'overtaken' && <ChangedMeanwhile to={source.title} />}
      <Field label="Title">
        {(id) => (
          <input
            id={id}
            dir="auto"
            // biome-ignore lint/a11y/noAutofocus: the form opens because somebody asked for it, unless it was left half typed
            autoFocus={!wasLeft}
            required
            maxLength={SOURCE_LENGTH}
            value={title.value}
            onChange={(event) => title.change(event.target.value)}
            className={INPUT}
          />
        )}
      </Field>
      {source !== null && url.stage === 'overtaken' && <ChangedMeanwhile to={source.url} />}
      <Field label="Address" hint="Of the web; leave it empty for a book or a conversation.">
        {(id) => (
          <input
            id={id}
            type="url"
            maxLength={SOURCE_LENGTH}
            value={url.value}
            placeholder="https://"
            onChange={(event) => url.change(event.target.value)}
            className={INPUT}
          />
        )}
      </Field>
      <Field label={`Credibility: ${credibilityWords(credibility.value)}`}>
        {(id) => (
          <div className="flex items-center gap-2">
            <input
              id={id}
              type="range"
              min={0}
              max={100}
              step={STEP}
              value={Math.round((credibility.value ?? 0.5) * 100)}
              aria-valuetext={credibilityWords(credibility.value)}
              onChange={(event) => credibility.change(Number(event.target.value) / 100)}
              className="min-w-0 flex-1 accent-accent"
            />
            <Button look="quiet" compact disabled={credibility.value === null} onClick={() => credibility.change(null)}>
              Not rated
            </Button>
          </div>
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button compact onClick={close}>
          Cancel
        </Button>
        <Button compact look="primary" type="submit">
          {source === null ? 'Add' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
