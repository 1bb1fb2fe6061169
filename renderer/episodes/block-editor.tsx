import { useEffect, useRef } from 'react';
import type { QueryRow } from '../../shared/ipc/contract.ts';
import { ifGone } from '../desk-memory/living-pages.ts';
import { useEngine } from '../engine-port/engine-context.ts';
import { inTurn } from './editor/in-turn.ts';
import { draftPlaceOf, type OpenedBlock, openBlock } from './open-block.ts';
import type { SaveState } from './text-sync/block-text.ts';
import { claimDraft } from './text-sync/claim-draft.ts';
import { useWritingDesk } from './writing/use-writing.ts';

interface BlockEditorProps {
  block: QueryRow<'blocks.of_episode'>;
  label: string;
  onState: (state: SaveState) => void;
}

/** The editor of one block, for as long as it is on the screen. */
export function BlockEditor({ block, label, onState }: BlockEditorProps) {
  const engine = useEngine();
  const desk = useWritingDesk();
  const host = useRef<HTMLDivElement>(null);
  const opened = useRef<OpenedBlock | null>(null);
  const latest = useRef({ block, label, onState });
  latest.current = { block, label, onState };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a block with another id has another editor
  useEffect(() => {
    const parent = host.current;
    if (parent === null) return;
    const open = () => {
      opened.current = openBlock({
        ...latest.current,
        parent,
        engine,
        desk,
        onState: (state) => latest.current.onState(state),
      });
    };
    let isWanted = true;
    let callOff = () => {};
    const claimed = claimDraft(window.localStorage, draftPlaceOf(engine, latest.current.block), ifGone);
    if (claimed === null) callOff = inTurn(open);
    else
      void claimed.finally(() => {
        if (isWanted) callOff = inTurn(open);
      });
    return () => {
      isWanted = false;
      callOff();
      opened.current?.close();
      opened.current = null;
    };
  }, [desk, engine, block.id]);

  useEffect(() => opened.current?.text.rang(block.content), [block.content]);
  // A block that comes or goes makes of "the text" one of several, or the other way round.
  useEffect(() => opened.current?.editor.setLabel(label), [label]);

  return <div ref={host} className="paper min-h-8" />;
}
