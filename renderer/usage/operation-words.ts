import type { AiOperation } from '../../shared/domain/generation.ts';

const LABELS: { [Operation in AiOperation]: string } = {
  episode_generation: 'Writing episodes',
  research: 'Research',
  quality_check: 'Review',
  chat: 'Chats',
  onboarding: 'Onboarding',
};

export const OPERATIONS = Object.keys(LABELS) as AiOperation[];

/** The name of an operation; a newer cloud may have one that this app does not know. */
export function operationWords(operation: string): string {
  return Object.hasOwn(LABELS, operation) ? LABELS[operation as AiOperation] : operation.replaceAll('_', ' ');
}
