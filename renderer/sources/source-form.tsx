import { type FormEvent, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { credibilityWords } from '../../shared/domain/credibility.ts';
import { type IdentifiedSource, SOURCE_LENGTH } from '../../shared/domain/episode-sources.ts';
import { Button } from '../components/button.tsx';
import { Field, INPUT } from '../components/field.tsx';
import { isEscape } from '../components/is-escape.ts';
import { readKeptText } from '../desk-memory/kept-text.ts';
import { useKeptText } from '../desk-memory/use-kept-text.ts';
import { useCommand } from '../engine-port/use-command.ts';

interface SourceFormProps {
  episodeId: string;
  /** Null for a new one. */
  source: IdentifiedSource | null;
  onClose: () => void;
}

/** @param id of the source, or of the episode for a new one */
const keysOf = (id: string) => ({ title: `source-title.${id}`, url: `source-url.${id}` });

/** Whether a source was being typed when the page or the window was closed. */
export function isSourceBegun(id: string): boolean {
  return Object.values(keysOf(id)).some((key) => readKeptText(key) !== null);
}

/** Steps of a rating: nobody can tell 0.71 from 0.72. */
const STEP = 5;

export function SourceForm({ episodeId, source, onClose }: SourceFormProps) {
  const change = useCommand('episode.change-sources');
  const id = source?.id ?? episodeId;
  const keys = keysOf(id);
  const [wasLeft] = useState(() => isSourceBegun(id));
  const title = useKeptText(keys.title, source?.title);
  const url = useKeptText(keys.url, source?.url);
  const [credibility, setCredibility] = useState<number | null>(source?.credibility ?? null);
  const close = () => {
    title.forget();
    url.forget();
    onClose();
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const given = { title: title.text.trim(), url: url.text.trim(), credibility };
    const done = await change({
      id: episodeId,
      change:
        source === null
          ? { kind: 'add', source: { id: uuidv7(), ...given } }
          : { kind: 'update', id: source.id, patch: changed(source, given) },
    });
    if (done !== null) close();
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
      <Field label="Title">
        {(id) => (
          <input
            id={id}
            dir="auto"
            // biome-ignore lint/a11y/noAutofocus: the form opens because somebody asked for it, unless it was left half typed
            autoFocus={!wasLeft}
            required
            maxLength={SOURCE_LENGTH}
            value={title.text}
            onChange={(event) => title.change(event.target.value)}
            className={INPUT}
          />
        )}
      </Field>
      <Field label="Address" hint="Of the web; leave it empty for a book or a conversation.">
        {(id) => (
          <input
            id={id}
            type="url"
            maxLength={SOURCE_LENGTH}
            value={url.text}
            placeholder="https://"
            onChange={(event) => url.change(event.target.value)}
            className={INPUT}
          />
        )}
      </Field>
      <Field label={`Credibility: ${credibilityWords(credibility)}`}>
        {(id) => (
          <div className="flex items-center gap-2">
            <input
              id={id}
              type="range"
              min={0}
              max={100}
              step={STEP}
              value={Math.round((credibility ?? 0.5) * 100)}
              aria-valuetext={credibilityWords(credibility)}
              onChange={(event) => setCredibility(Number(event.target.value) / 100)}
              className="min-w-0 flex-1 accent-accent"
            />
            <Button look="quiet" compact disabled={credibility === null} onClick={() => setCredibility(null)}>
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

/** Only what was changed here, so that somebody else's change of the rest stays. */
function changed<T extends object>(before: Partial<T>, after: T): Partial<T> {
  const entries = Object.entries(after) as [keyof T, T[keyof T]][];
  const patch: Partial<T> = {};
  for (const [key, value] of entries) if ((before[key] ?? null) !== value) patch[key] = value;
  return patch;
}
