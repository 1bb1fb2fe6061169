/**
 * An edit's life in the outbox as a table of states × events; the type leaves no cell out, docs/state-machine.md shows it, and
 * edit-transitions.test.ts runs random events on the real outbox against it. An event without a cell of its own for an edit (a row
 * of another, an answer to another) does nothing to it.
 */
export type EditState =
  /** Waits for its turn. */
  | 'pending'
  /** Frozen: it may have reached the cloud. */
  | 'sending'
  /** The cloud said no; a person decides. `parked` in the table. */
  | 'refused'
  /** Needs an edit that was refused. `parked` in the table, with the code `depends`. */
  | 'held-back';

/** How an edit leaves the outbox. */
export type EditEnd =
  /** The cloud has it. */
  | 'confirmed'
  /** A merge left it nothing to say: the cloud's row says the same. */
  | 'absorbed'
  /** A person gave it up. */
  | 'discarded';

export type EditEvent =
  /** The same row is edited again, and this is its newest edit. */
  | 'edited-again'
  /** A push takes it into its call. */
  | 'chosen'
  | 'applied'
  /** The cloud's row is another than the edit was made on. What follows is `cloud-row-differs` or `cloud-row-same`. */
  | 'conflict'
  /**
   * A conflict without a row: the cloud does not have it (any more, or for this user). Or with one that only a newer version of the
   * app can read; then the update retries it.
   */
  | 'gone'
  | 'rejected'
  /** Rejected in the same call as one that it needs. */
  | 'rejected-with-another'
  /** The call as a whole was refused, and held other groups too. */
  | 'call-refused-with-others'
  | 'call-refused-alone'
  /** No answer, or "try again": it is not known whether it was done. */
  | 'unanswered'
  | 'restarted'
  /** The store was rebuilt and the edit comes from the recovery log, which does not say whether it was sent. */
  | 'rebuilt'
  /** A push finds that an edit before it, which it needs, is refused. */
  | 'another-refused'
  /** Any refused edit was retried, edited or discarded: what was held back may go again. */
  | 'released'
  | 'retried'
  | 'given-up'
  /** The cloud's row came, and a merge with it leaves the edit something to say. */
  | 'cloud-row-differs'
  | 'cloud-row-same';

/** `impossible`: only an edit that is on its way can be answered; only one that waits is sent, or held back. */
export type EditOutcome = EditState | EditEnd | 'impossible';

export const EDIT_TRANSITIONS: { readonly [S in EditState]: { readonly [E in EditEvent]: EditOutcome } } = {
  pending: {
    // Folded into it: a thousand bursts of keystrokes are one mutation.
    'edited-again': 'pending',
    chosen: 'sending',
    applied: 'impossible',
    conflict: 'impossible',
    gone: 'impossible',
    rejected: 'impossible',
    'rejected-with-another': 'impossible',
    'call-refused-with-others': 'impossible',
    'call-refused-alone': 'impossible',
    unanswered: 'impossible',
    restarted: 'pending',
    rebuilt: 'sending',
    'another-refused': 'held-back',
    released: 'pending',
    // Only what waits for a person can be retried or given up; the command says so and does nothing.
    retried: 'pending',
    'given-up': 'pending',
    'cloud-row-differs': 'pending',
    'cloud-row-same': 'absorbed',
  },
  sending: {
    // A new edit is made behind it.
    'edited-again': 'sending',
    // Again, under the same id, until there is an answer.
    chosen: 'sending',
    applied: 'confirmed',
    conflict: 'pending',
    gone: 'refused',
    rejected: 'refused',
    'rejected-with-another': 'held-back',
    // An earlier call, whose answer was lost, may have done it.
    'call-refused-with-others': 'sending',
    'call-refused-alone': 'refused',
    unanswered: 'sending',
    restarted: 'sending',
    rebuilt: 'sending',
    // Only in a store that was rebuilt, which takes every edit for one that was sent.
    'another-refused': 'held-back',
    released: 'sending',
    retried: 'sending',
    'given-up': 'sending',
    // A row that comes is set aside until the answer. After a rebuild several edits of one row are on their way: the answer to the
    // first brings the row, and those behind it go on as if they had never been sent.
    'cloud-row-differs': 'pending',
    'cloud-row-same': 'absorbed',
  },
  refused: {
    'edited-again': 'pending',
    chosen: 'impossible',
    applied: 'impossible',
    conflict: 'impossible',
    gone: 'impossible',
    rejected: 'impossible',
    'rejected-with-another': 'impossible',
    'call-refused-with-others': 'impossible',
    'call-refused-alone': 'impossible',
    unanswered: 'impossible',
    restarted: 'refused',
    // The cloud says no again.
    rebuilt: 'sending',
    // Nothing goes out behind a refused edit, so nothing behind it is refused.
    'another-refused': 'impossible',
    released: 'refused',
    retried: 'pending',
    'given-up': 'discarded',
    'cloud-row-differs': 'refused',
    'cloud-row-same': 'absorbed',
  },
  'held-back': {
    'edited-again': 'pending',
    chosen: 'impossible',
    applied: 'impossible',
    conflict: 'impossible',
    gone: 'impossible',
    rejected: 'impossible',
    'rejected-with-another': 'impossible',
    'call-refused-with-others': 'impossible',
    'call-refused-alone': 'impossible',
    unanswered: 'impossible',
    restarted: 'held-back',
    rebuilt: 'sending',
    'another-refused': 'held-back',
    released: 'pending',
    retried: 'pending',
    'given-up': 'discarded',
    'cloud-row-differs': 'held-back',
    'cloud-row-same': 'absorbed',
  },
};
