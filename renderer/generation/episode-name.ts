/** What an episode is called where it stands among others; one that is not on this desk has no number. */
export function episodeName({ title, number }: { title: string | null; number: number | null }): string {
  return title || (number === null ? 'Untitled episode' : `Episode ${number}`);
}
