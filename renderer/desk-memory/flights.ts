/** Hears that what was sent out of a form was taken. `isOwn`: out of this one, and not out of one that stood before it. */
type Hearer<Sent, Answer> = (sent: Sent, answer: Answer, isOwn: boolean) => void;

/**
 * What was sent out of forms of one kind and is not answered yet, by the name under which a form keeps its words. A form may be closed
 * and opened again before the answer comes: it is the same words that are on their way, and the form that stands by then hears of it.
 */
export class Flights<Sent, Answer> {
  readonly #underWay = new Map<string, symbol>();
  readonly #standing = new Map<string, Hearer<Sent, Answer>[]>();
  readonly #listeners = new Set<() => void>();

  isUnderWay(name: string): boolean {
    return this.#underWay.has(name);
  }

  /** Calls when something sets out or arrives, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A form stands under this name, until the returned function is called. */
  formStands(name: string, hear: Hearer<Sent, Answer>): () => void {
    this.#standing.set(name, [...(this.#standing.get(name) ?? []), hear]);
    return () => {
      const others = (this.#standing.get(name) ?? []).filter((other) => other !== hear);
      if (others.length > 0) this.#standing.set(name, others);
      else this.#standing.delete(name);
    };
  }

  /**
   * Sends, unless something of this name is on its way: an Enter meanwhile is no second wish.
   *
   * @param send answers null when it was not taken: all of it then stays as it is
   * @param left hears of it where no form stands any more, and has only what is kept to settle
   */
  async begin(
    name: string,
    sent: Sent,
    send: (sent: Sent) => Promise<Answer | null>,
    left: (sent: Sent, answer: Answer) => void,
  ): Promise<void> {
    if (this.#underWay.has(name)) return;
    const sender = this.#standing.get(name)?.at(-1);
    const flight = Symbol(name);
    this.#underWay.set(name, flight);
    this.#changed();
    let answer: Answer | null = null;
    try {
      answer = await send(sent);
    } finally {
      if (this.#underWay.get(name) === flight) this.#underWay.delete(name);
      else answer = null;
      this.#changed();
    }
    if (answer === null) return;
    const hear = this.#standing.get(name)?.at(-1);
    if (hear === undefined) left(sent, answer);
    else hear(sent, answer, hear === sender);
  }

  /** The words were given up while they were on their way: what is typed from now on has nothing to do with their answer. */
  letGo(name: string): void {
    this.#underWay.delete(name);
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
