import type { ChangeSpec, EditorState, Line, StateCommand } from '@codemirror/state';

/** Quote signs and blanks, then one sign of a list, a task or a heading. */
const PREFIX = /^(?<lead>(?:[ \t]*>)*[ \t]*)(?<sign>#{1,6}[ \t]+|(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?/;

type Kind = { is: RegExp; sign: (number: number) => string };

export const BULLETS: Kind = { is: /^[-*+][ \t]+(?!\[)/, sign: () => '- ' };
export const NUMBERS: Kind = { is: /^\d/, sign: (number) => `${number}. ` };
export const TASKS: Kind = { is: /\[[ xX]\]/, sign: () => '- [ ] ' };

export function heading(level: number): Kind {
  return { is: new RegExp(`^#{${level}}[ \\t]`), sign: () => `${'#'.repeat(level)} ` };
}

/** Makes the lines of the selection such, or plain again when all of them are. */
export function togglePrefix(kind: Kind): StateCommand {
  return ({ state, dispatch }) => {
    const lines = selectedLines(state);
    const written = lines.length === 1 ? lines : lines.filter(({ text }) => text.trim() !== '');
    const parts = written.map((line) => ({ line, ...partsOf(line) }));
    const plain = parts.every(({ sign }) => kind.is.test(sign));
    const changes = parts.map(({ line, lead, sign }, index): ChangeSpec => {
      const from = line.from + lead.length;
      return { from, to: from + sign.length, insert: plain ? '' : kind.sign(index + 1) };
    });
    return send(state, dispatch, changes);
  };
}

export const noHeading: StateCommand = ({ state, dispatch }) => {
  const changes = selectedLines(state).flatMap((line): ChangeSpec[] => {
    const { lead, sign } = partsOf(line);
    return sign.startsWith('#') ? [{ from: line.from + lead.length, to: line.from + lead.length + sign.length }] : [];
  });
  return send(state, dispatch, changes);
};

export const toggleQuote: StateCommand = ({ state, dispatch }) => {
  const lines = selectedLines(state);
  const quoted = lines.every(({ text }) => /^[ \t]*>/.test(text));
  const changes = lines.map(({ from, text }): ChangeSpec => {
    if (!quoted) return { from, insert: '> ' };
    return { from, to: from + (/^[ \t]*> ?/.exec(text)?.[0].length ?? 0) };
  });
  return send(state, dispatch, changes);
};

export const toggleTask: StateCommand = ({ state, dispatch }) => {
  const changes = selectedLines(state).flatMap((line): ChangeSpec[] => {
    const { lead, sign } = partsOf(line);
    const box = /\[([ xX])\]/.exec(sign);
    if (box === null) return [];
    const at = line.from + lead.length + box.index + 1;
    return [{ from: at, to: at + 1, insert: box[1] === ' ' ? 'x' : ' ' }];
  });
  return changes.length > 0 && send(state, dispatch, changes);
};

function partsOf({ text }: Line): { lead: string; sign: string } {
  const { lead = '', sign = '' } = PREFIX.exec(text)?.groups ?? {};
  return { lead, sign };
}

function selectedLines({ doc, selection }: EditorState): Line[] {
  const lines = new Map<number, Line>();
  for (const { from, to } of selection.ranges) {
    for (let line = doc.lineAt(from); ; line = doc.line(line.number + 1)) {
      lines.set(line.number, line);
      if (line.to >= to) break;
    }
  }
  return [...lines.values()];
}

function send(state: EditorState, dispatch: Parameters<StateCommand>[0]['dispatch'], specs: ChangeSpec[]): boolean {
  const changes = state.changes(specs);
  // Behind a sign that was put where the cursor stood.
  const selection = state.selection.map(changes, 1);
  dispatch(state.update({ changes, selection, userEvent: 'input.format', scrollIntoView: true }));
  return true;
}
