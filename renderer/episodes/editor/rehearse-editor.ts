import { openEditor } from './open-editor.ts';

/** Has one of each thing that is drawn in a text. */
const TEXT = `## A heading

Words with **weight**, *stress*, \`code\`, [a link](https://example.org) and a source.[^1]

- a point
- [ ] a thing to do

> somebody else's words

| a table | of two |
| --- | --- |
| columns | here |
`;

/**
 * Opens an editor that nobody sees, and closes it. A script's first run takes several times as long as its second, and with an editor
 * that is long enough to be felt: here it takes a moment in which nobody waits, and not the one in which the first episode is opened.
 */
export function rehearseEditor(page: Document): void {
  const nothing = () => undefined;
  const editor = openEditor({
    parent: page.createElement('div'),
    text: TEXT,
    label: '',
    spelling: false,
    onTyped: nothing,
    onUpdate: nothing,
    onBlur: nothing,
    onComposed: nothing,
    onUndo: () => false,
    onRedo: () => false,
  });
  editor.close();
}
