import type { QueryRow } from '../../shared/ipc/contract.ts';
import { type EngineClient, EngineFailure } from '../engine-port/engine-client.ts';
import { type MarkdownEditor, openEditor } from './editor/open-editor.ts';
import { BlockText, type SaveState } from './text-sync/block-text.ts';
import { browserDrafts } from './text-sync/draft-store.ts';
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

/** Refusals that the same text would meet again; after the others (the engine away, a full disk) it is sent again. */
function isLasting(error: unknown): boolean {
  return error instanceof EngineFailure && ['bad-request', 'not-found', 'refused'].includes(error.code);
}

export function openBlock({ parent, block, label, engine, desk, onState }: OpenBlockOptions): OpenedBlock {
  const { id, episode_id } = block;
  let editor: MarkdownEditor | null = null;
  const text = new BlockText({
    blockId: id,
    content: block.content,
    send: async (base, content) => (await engine.command('block.edit', { id, base_content: base, content })).content,
    read: async () => {
      const rows = await engine.query('blocks.of_episode', { episode_id });
      return rows.find((row) => row.id === id)?.content ?? null;
    },
    drafts: browserDrafts(window.localStorage),
    show: (shown) => editor?.show(shown),
    onState,
    isLasting,
    isComposing: () => editor?.isComposing() ?? false,
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
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
      opened.close();
    },
  };
}
