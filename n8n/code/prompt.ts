/** A system message says who the agent is and how it answers, the user's message is the material as JSON. */
export interface Prompt {
  system: string;
  user: string;
}
