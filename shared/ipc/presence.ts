/** Who else of the organisation has a desk open, as Realtime tells it. Without Realtime nobody knows: that is not "nobody". */
export type Presence = { state: 'unknown' } | { state: 'known'; people: PresentPerson[] };

/** One other desk. The same person may be at two. */
export interface PresentPerson extends Place {
  /** The desk's own id, for as long as it is connected. */
  desk: string;
  user_id: string;
}

/** What a page is at. */
export interface Place {
  episode_id: string | null;
  /** The block with the cursor. */
  block_id: string | null;
}
