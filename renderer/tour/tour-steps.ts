/** What a new producer has to know, and no more. `command` is of the command table: its keys are shown. */
export const TOUR_STEPS = [
  {
    title: 'Everything is on this machine',
    body: 'Write without a network. The badge below always says what still waits to be sent.',
    command: null,
  },
  {
    title: 'Go anywhere, do anything',
    body: 'Projects, episodes, notes and every command, without the mouse.',
    command: 'palette.open',
  },
  {
    title: 'Plan, then generate',
    body: 'Leave short notes in a project. The next episode heeds them, and you polish its text.',
    command: null,
  },
] as const;

/** The events in which it is kept that a person has seen the tour, to its end or not. */
export const TOUR_ENDED = 'tour.ended';
