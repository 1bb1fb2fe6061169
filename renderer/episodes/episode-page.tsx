import { useEffect, useState } from 'react';
import { countWords } from '../../shared/domain/text-statistics.ts';
import { isChord, isMac } from '../commands/key-chords.ts';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { documentOf } from '../export/episode-document.ts';
import { EpisodeFiles } from '../export/episode-files.tsx';
import { GenerationPanel } from '../generation/generation-panel.tsx';
import { Page, PageOpening } from '../page/page.tsx';
import { ReadingView } from '../reading/reading-view.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { SourcesPanel } from '../sources/sources-panel.tsx';
import { BlockSection } from './block-section.tsx';
import { EmptyEpisode } from './empty-episode.tsx';
import { EpisodeHeader } from './episode-header.tsx';
import { ModeSwitch } from './mode-switch.tsx';
import { SavedWords } from './saved-words.tsx';
import type { SaveState } from './text-sync/block-text.ts';

export type EpisodeMode = 'edit' | 'read';

/** An episode: its text to edit or to read as the subscriber will, and beside it how it is made. */
export default function EpisodePage({ id }: { id: string }) {
  const live = useLiveQuery('episodes.get', { id });
  const blocks = useLiveQuery('blocks.of_episode', { episode_id: id });
  const [mode, setMode] = useState<EpisodeMode>('edit');
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [states, setStates] = useState<Record<string, SaveState>>({});
  useEffect(() => {
    const mac = isMac(navigator.platform);
    const listen = (event: KeyboardEvent) => {
      if (!isChord(event, 'Mod+E', mac)) return;
      event.preventDefault();
      setMode((now) => (now === 'edit' ? 'read' : 'edit'));
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);

  if (live.state === 'opening') return <PageOpening />;
  const episode = live.state === 'live' ? live.rows[0] : undefined;
  if (episode === undefined || episode.deleted_at !== null) return <NotFound what="episode" />;
  const rows = blocks.state === 'live' ? blocks.rows : [];
  const shown = rows.map((block) => ({ ...block, content: typed[block.id] ?? block.content }));
  const document = documentOf(episode, shown);
  const words = rows.reduce((sum, { id: block, content }) => sum + countWords(typed[block] ?? content), 0);
  return (
    <Page
      title={episode.title === '' ? `Episode ${episode.sequence_number}` : episode.title}
      above={[
        { label: 'Projects', href: '/' },
        { label: episode.project_title, href: `/projects/${episode.project_id}` },
      ]}
      status={<SavedWords save={worst(rows.map(({ id: block }) => states[block] ?? 'saved'))} />}
      actions={
        <>
          <ModeSwitch mode={mode} onMode={setMode} />
          <EpisodeFiles episodeId={id} document={document} lastBlockId={rows.at(-1)?.id ?? null} />
        </>
      }
      width="bare"
      panel={{
        label: 'About this episode',
        content: (
          <div className="flex flex-col gap-6">
            <GenerationPanel episode={episode} hasText={words > 0} />
            <SourcesPanel episodeId={id} sources={episode.sources} />
          </div>
        ),
      }}
    >
      <div className="mx-auto max-w-[48rem] px-6 py-8 md:px-10">
        {mode === 'edit' && <EpisodeHeader episode={episode} words={words} />}
        <div className={mode === 'edit' ? 'mt-6 pb-40' : 'pb-40'}>
          {mode === 'read' && <ReadingView document={{ ...document, blocks: shown }} />}
          {/* Hidden, not gone: the cursor, the undo history and what is on its way stay. */}
          <div hidden={mode === 'read'}>
            {rows.map((block) => (
              <BlockSection
                key={block.id}
                block={block}
                blocks={rows}
                onText={(of, text) => setTyped((all) => ({ ...all, [of]: text }))}
                onState={(of, state) => setStates((all) => ({ ...all, [of]: state }))}
              />
            ))}
          </div>
          {mode === 'edit' && blocks.state === 'live' && rows.length === 0 && <EmptyEpisode episodeId={id} />}
        </div>
      </div>
    </Page>
  );
}

function worst(states: SaveState[]): SaveState {
  if (states.includes('refused')) return 'refused';
  if (states.includes('kept')) return 'kept';
  return states.includes('saving') ? 'saving' : 'saved';
}
