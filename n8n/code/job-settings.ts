import type { ClaimedQuestion } from '../../shared/domain/chat.ts';
import type { ClaimedJob } from '../../shared/domain/generation.ts';

/** What the node "Settings" of the workflow "Showrunner: generation" says. Every price is USD per million tokens. */
export interface Settings {
  /** Of the cloud, without a slash at the end. */
  cloud_url: string;
  /** Shown to people in the attempts of a job. */
  worker: string;
  lease_seconds: number;
  jobs_per_poll: number;
  chat_lease_seconds: number;
  questions_per_poll: number;
  research_model: string;
  writing_model: string;
  review_model: string;
  chat_model: string;
  prices: { [model: string]: { prompt: number; completion: number } };
  /** Of a model that `prices` does not know. */
  other_price: { prompt: number; completion: number };
  gbp_per_usd: number;
}

/** What the workflow "Showrunner: episode" is started with. */
export interface Assignment {
  settings: Settings;
  job: ClaimedJob;
}

/** What the workflow "Showrunner: answer" is started with. */
export interface QuestionAssignment {
  settings: Settings;
  question: ClaimedQuestion;
}
