/** The app cannot start here; the message is one sentence for the person at the terminal, without a stack. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
}
