import { useEffect, useRef } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { EngineFailure } from '../engine-port/engine-client.ts';
import { useEngine } from '../engine-port/engine-context.ts';
import { type MarkdownEditor, openEditor } from './editor/open-editor.ts';
import { BlockText, type SaveState } from './text-sync/block-text.ts';
import { browserDrafts } from './text-sync/draft-store.ts';
import { useSpelling } from './writing/spelling-store.ts';
import { useWritingDesk } from './writing/use-writing.ts';

interface BlockEditorProps {
  block: QueryRow<'blocks.of_episode'>;
  label: string;
  onState: (state: SaveState) => void;
}

/** Refusals that the same text would meet again; after the others (the engine away, a full disk) it is sent again. */
function isLasting(error: unknown): boolean {
  return error instanceof EngineFailure && ['bad-request', 'not-found', 'refused'].includes(error.code);
}

/** One block's text in its editor, kept together with the engine for as long as it is on the screen. */
export function BlockEditor({ block, label, onState }: BlockEditorProps) {
  const engine = useEngine();
  const desk = useWritingDesk();
  const host = useRef<HTMLDivElement>(null);
  const text = useRef<BlockText | null>(null);
  const opened = useRef<MarkdownEditor | null>(null);
  const opening = useRef({ block, label, onState });
  opening.current = { block, label, onState };
  const id = block.id;

  useEffect(() => {
    const parent = host.current;
    if (parent === null) return;
    const { block: first } = opening.current;
    let editor: MarkdownEditor | null = null;
    const sync = new BlockText({
      blockId: id,
      content: first.content,
      send: async (base, content) => (await engine.command('block.edit', { id, base_content: base, content })).content,
      read: async () => {
        const rows = await engine.query('blocks.of_episode', { episode_id: first.episode_id });
        return rows.find((row) => row.id === id)?.content ?? null;
      },
      drafts: browserDrafts(window.localStorage),
      show: (shown) => editor?.show(shown),
      onState: (state) => opening.current.onState(state),
      isLasting,
      isComposing: () => editor?.isComposing() ?? false,
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    });
    text.current = sync;
    editor = openEditor({
      parent,
      text: sync.text,
      label: opening.current.label,
      spelling: useSpelling.getState().isChecked,
      onTyped: (typed) => sync.typed(typed),
      onUpdate: (update) => desk.updated(id, update),
      onBlur: () => sync.flush(),
      onComposed: () => sync.composed(),
      onUndo: () => desk.undoJoint(id),
      onRedo: () => desk.redoJoint(id),
    });
    const leave = desk.add(id, editor, sync);
    opened.current = editor;
    const stopSpelling = useSpelling.subscribe(({ isChecked }) => opened.current?.setSpelling(isChecked));
    const flush = () => sync.flush();
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('pagehide', flush);
      leave();
      stopSpelling();
      sync.close();
      editor?.close();
      text.current = null;
      opened.current = null;
    };
  }, [desk, engine, id]);

  useEffect(() => text.current?.rang(block.content), [block.content]);
  // A block that comes or goes makes of "the text" one of several, or the other way round.
  useEffect(() => opened.current?.setLabel(label), [label]);

  return <div ref={host} className="paper min-h-8" />;
}
