import { Decoration, type EditorView, WidgetType } from '@codemirror/view';

class Rule extends WidgetType {
  override eq(): boolean {
    return true;
  }
  override toDOM(): HTMLElement {
    const rule = document.createElement('span');
    rule.className = 'cm-rule';
    rule.setAttribute('role', 'separator');
    return rule;
  }
}

class Bullet extends WidgetType {
  override eq(): boolean {
    return true;
  }
  override toDOM(): HTMLElement {
    const bullet = document.createElement('span');
    bullet.className = 'cm-list-sign cm-bullet';
    bullet.textContent = '•';
    return bullet;
  }
}

/** The box of a task. A click sets or clears it as an ordinary edit; by keyboard the command "Task done or open" does. */
class TaskBox extends WidgetType {
  readonly #done: boolean;
  /** From the beginning of the replaced text to the sign between the brackets. */
  readonly #sign: number;

  constructor(done: boolean, sign: number) {
    super();
    this.#done = done;
    this.#sign = sign;
  }
  override eq(other: TaskBox): boolean {
    return other.#done === this.#done && other.#sign === this.#sign;
  }
  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.className = 'cm-task-box';
    box.checked = this.#done;
    box.tabIndex = -1;
    box.setAttribute('aria-label', 'Task done');
    box.addEventListener('mousedown', (event) => event.preventDefault());
    const sign = document.createElement('span');
    sign.className = 'cm-list-sign';
    sign.append(box);
    box.addEventListener('click', (event) => {
      event.preventDefault();
      const at = view.posAtDOM(sign) + this.#sign;
      view.dispatch({ changes: { from: at, to: at + 1, insert: this.#done ? ' ' : 'x' }, userEvent: 'input.task' });
    });
    return sign;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

export const RULE = Decoration.replace({ widget: new Rule() });
export const BULLET = Decoration.replace({ widget: new Bullet() });

export function taskBox(done: boolean, sign: number): Decoration {
  return Decoration.replace({ widget: new TaskBox(done, sign) });
}
