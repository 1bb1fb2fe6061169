import type { QueryRow } from '../../shared/ipc/contract.ts';
import { thisPage } from '../desk-memory/living-pages.ts';
import { ownerOf } from '../desk-memory/owner-of.ts';
import type { EngineClient } from '../engine-port/engine-client.ts';
import { type MarkdownEditor, openEditor } from './editor/open-editor.ts';
import { BlockText, type SaveState } from './text-sync/block-text.ts';
import type { DraftPlace } from './text-sync/draft-keys.ts';
import { engineText } from './text-sync/engine-text.ts';
import { textOpened } from './text-sync/open-texts.ts';
import { useSpelling } from './writing/spelling-store.ts';
import type { WritingDesk } from './writing/writing-desk.ts';

/** One block's text in its editor, kept together with the engine until it is closed. */
export interface OpenedBlock {
  text: BlockText;
  editor: MarkdownEditor;
  close(): void;
}

interface OpenBlockOptions {
  parent: HTMLElement;
  block: QueryRow<'blocks.of_episode'>;
  label: string;
  engine: EngineClient;
  desk: WritingDesk;
  onState: (state: SaveState) => void;
}

/** Where what is typed into this block, in this page, is kept until the engine has it. */
export function draftPlaceOf(engine: EngineClient, { id, episode_id }: QueryRow<'blocks.of_episode'>): DraftPlace {
  const session = engine.link.state === 'connecting' ? null : engine.link.session;
  return { owner: session === null ? '' : ownerOf(session), episodeId: episode_id, blockId: id, page: thisPage() };
}

export function openBlock({ parent, block, label, engine, desk, onState }: OpenBlockOptions): OpenedBlock {
  const { id } = block;
  let editor: MarkdownEditor | null = null;
  const gone = textOpened(id);
  const text = new BlockText({
    ...engineText(engine, draftPlaceOf(engine, block)),
    content: block.content,
    show: (shown) => editor?.show(shown),
    onState,
    isComposing: () => editor?.isComposing() ?? false,
  });
  const opened = openEditor({
    parent,
    text: text.text,
    label,
    spelling: useSpelling.getState().isChecked,
    onTyped: (typed) => text.typed(typed),
    onUpdate: (update) => desk.updated(id, update),
    onBlur: () => text.flush(),
    onComposed: () => text.composed(),
    onUndo: () => desk.undoJoint(id),
    onRedo: () => desk.redoJoint(id),
  });
  editor = opened;
  const leave = desk.add(id, opened, text);
  const stopSpelling = useSpelling.subscribe(({ isChecked }) => opened.setSpelling(isChecked));
  const flush = () => text.flush();
  document.addEventListener('visibilitychange', flush);
  window.addEventListener('pagehide', flush);
  return {
    text,
    editor: opened,
    close() {
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('pagehide', flush);
      leave();
      stopSpelling();
      text.close();
      gone();
      opened.close();
    },
  };
}
