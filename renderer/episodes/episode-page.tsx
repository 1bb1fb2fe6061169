import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { quoteInChatDraft } from '../chat/chat-drafts.ts';
import { useLiveQuery } from '../engine-port/use-live-query.ts';
import { documentOf } from '../export/episode-document.ts';
import { EpisodeFiles } from '../export/episode-files.tsx';
import { EpisodeGeneration } from '../generation/episode-generation.tsx';
import { GenerationPanel } from '../generation/generation-panel.tsx';
import { HighlightsPanel } from '../highlights/highlights-panel.tsx';
import { useHighlights } from '../highlights/use-highlights.ts';
import { InOwnTask } from '../page/in-own-task.tsx';
import { Page, PageOpening } from '../page/page.tsx';
import { PageNotRead } from '../page/page-not-read.tsx';
import { Avatars } from '../presence/avatars.tsx';
import { useColleagues, useHere } from '../presence/use-presence.ts';
import { useMarkRead } from '../projects/use-mark-read.ts';
import { PublishCommands } from '../publishing/publish-commands.ts';
import { PublishPanel } from '../publishing/publish-panel.tsx';
import { ReadingView } from '../reading/reading-view.tsx';
import { NotFound } from '../shell/not-found.tsx';
import { SourcesPanel } from '../sources/sources-panel.tsx';
import { BlockSection } from './block-section.tsx';
import { useBlockDeeds } from './blocks/use-block-deeds.ts';
import { EmptyEpisode } from './empty-episode.tsx';
import { EpisodeHeader } from './episode-header.tsx';
import { EpisodeMenu } from './episode-menu.tsx';
import { FindPanel } from './find/find-panel.tsx';
import { ModeSwitch } from './mode-switch.tsx';
import { SaveStates } from './save-states.ts';
import { SavedWords } from './saved-words.tsx';
import { TextNotRead } from './text-not-read.tsx';
import { Outline } from './writing/outline.tsx';
import { useFocusMode } from './writing/use-focus-mode.ts';
import { useWriting, WritingContext } from './writing/use-writing.ts';
import { useWritingCommands } from './writing/use-writing-commands.ts';
import { WritingDesk } from './writing/writing-desk.ts';

export type EpisodeMode = 'edit' | 'read';

/** An episode: its text to edit or to read as the subscriber will, and beside it how it is made. */
export default function EpisodePage({ id }: { id: string }) {
  const live = useLiveQuery('episodes.get', { id });
  const blocks = useLiveQuery('blocks.of_episode', { episode_id: id });
  const [mode, setMode] = useState<EpisodeMode>('edit');
  const [desk] = useState(() => new WritingDesk());
  const activeBlock = useWriting(desk, (state) => state.activeBlock);
  // While it is read, every change of the texts is drawn: a row is here before its editor has taken it over.
  useWriting(desk, (state) => (mode === 'read' ? state : null));
  const [finding, setFinding] = useState(0);
  const focusMode = useFocusMode();
  useMarkRead(id);
  const highlights = useHighlights(id);
  const [, go] = useLocation();
  const ask = (words: string) => {
    quoteInChatDraft(id, words);
    go(`/chat?episode=${id}`);
  };
  const [saves] = useState(() => new SaveStates());
  useWritingCommands(desk, {
    find() {
      setMode('edit');
      setFinding((times) => times + 1);
    },
    toggleFocusMode() {
      focusMode.toggle();
      desk.showCursor();
    },
  });
  const rows = blocks.state === 'live' ? blocks.rows : [];
  // Null: not known yet. A text that is still to be opened holds what its row says.
  const hasText = useWriting(desk, ({ words }) => {
    if (blocks.state !== 'live') return null;
    return (words ?? 0) > 0 || rows.some((block) => (desk.textOf(block.id) ?? block.content).trim() !== '');
  });
  const deeds = useBlockDeeds(desk, rows);
  const colleagues = useColleagues(id);
  useHere(id, mode === 'edit' ? activeBlock : null);
  useEffect(() => desk.setOrder(rows.map(({ id: block }) => block)));

  if (live.state === 'opening') return <PageOpening />;
  if (live.state === 'failed') return <PageNotRead what="episode" error={live.error} />;
  const [episode] = live.rows;
  if (episode === undefined || episode.deleted_at !== null) return <NotFound what="episode" />;
  // Of the moment in which it is asked for: the page is not drawn anew with each letter.
  const written = () => rows.map((block) => ({ ...block, content: desk.textOf(block.id) ?? block.content }));
  return (
    <WritingContext value={desk}>
      <EpisodeGeneration episode={episode} hasText={hasText} texts={desk}>
        <PublishCommands episode={episode} hasText={hasText} />
        <Page
          title={episode.title === '' ? `Episode ${episode.sequence_number}` : episode.title}
          above={[
            { label: 'Projects', href: '/' },
            { label: episode.project_title, href: `/projects/${episode.project_id}` },
          ]}
          status={<SavedWords states={saves} blockIds={rows.map(({ id: block }) => block)} />}
          actions={
            <>
              <Avatars people={colleagues} />
              <ModeSwitch mode={mode} onMode={setMode} />
              <EpisodeFiles
                episodeId={id}
                read={() => documentOf(episode, written())}
                lastBlockId={rows.at(-1)?.id ?? null}
              />
              <EpisodeMenu episode={episode} />
            </>
          }
          width="bare"
          panel={{
            label: 'About this episode',
            content: (
              <div className="flex flex-col gap-6">
                {mode === 'read' && <HighlightsPanel highlights={highlights} onAsk={ask} />}
                <PublishPanel episode={episode} hasText={hasText} />
                <GenerationPanel projectId={episode.project_id} />
                {mode === 'edit' && <Outline />}
                <SourcesPanel episodeId={id} sources={episode.sources} />
                <Link href={`/chat?episode=${id}`} className="text-[0.8125rem] text-accent hover:underline">
                  Ask about this episode
                </Link>
              </div>
            ),
          }}
        >
          <div className="mx-auto max-w-[48rem] px-6 py-8 md:px-10">
            {mode === 'edit' && <EpisodeHeader episode={episode} />}
            <div className={mode === 'edit' ? 'mt-6 pb-40' : 'pb-40'}>
              <TextNotRead blocks={blocks} />
              {mode === 'read' && (
                <ReadingView
                  document={{ ...documentOf(episode, []), blocks: written() }}
                  highlights={highlights}
                  onAsk={ask}
                />
              )}
              {/* Hidden, not gone: the cursor, the undo history and what is on its way stay. */}
              <div hidden={mode === 'read'} className={focusMode.isOn ? 'focus-mode' : ''}>
                {finding > 0 && <FindPanel asked={finding} onClose={() => setFinding(0)} />}
                <InOwnTask>
                  {rows.map((block) => (
                    <BlockSection
                      key={block.id}
                      block={block}
                      blocks={rows}
                      deeds={deeds}
                      colleagues={colleagues}
                      onState={(of, state) => saves.set(of, state)}
                    />
                  ))}
                </InOwnTask>
              </div>
              {mode === 'edit' && blocks.state === 'live' && rows.length === 0 && (
                <EmptyEpisode
                  episodeId={id}
                  canGenerate={episode.project_status === 'ACTIVE'}
                  takesFocus={deeds.hasEmptied}
                />
              )}
            </div>
          </div>
        </Page>
      </EpisodeGeneration>
    </WritingContext>
  );
}
