/** The part of an OpenAI-compatible answer to `/chat/completions` that is used. */
export interface ModelAnswer {
  model?: string;
  choices?: { message?: { content?: unknown }; finish_reason?: string }[];
  usage?: { prompt_tokens?: number; completion_tokens?: number };
}
