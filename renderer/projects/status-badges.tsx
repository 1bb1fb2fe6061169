import type { QueryRow } from '../../shared/ipc/contract.ts';
import { Badge } from '../components/badge.tsx';

const PROJECT = {
  ACTIVE: { tone: 'good', label: 'Active' },
  PAUSED: { tone: 'wait', label: 'Paused' },
  COMPLETED: { tone: 'neutral', label: 'Completed' },
  ARCHIVED: { tone: 'neutral', label: 'Archived' },
} as const;

export function ProjectStatusBadge({ status }: { status: QueryRow<'projects.list'>['status'] }) {
  const { tone, label } = PROJECT[status];
  return <Badge tone={tone}>{label}</Badge>;
}

const EPISODE = {
  DRAFT: { tone: 'neutral', label: 'Draft' },
  GENERATING: { tone: 'info', label: 'Being made' },
  PARTIAL: { tone: 'wait', label: 'Partial' },
  PUBLISHED: { tone: 'good', label: 'Published' },
  FAILED: { tone: 'bad', label: 'Failed' },
} as const;

export function EpisodeStatusBadge({ status }: { status: QueryRow<'episodes.get'>['status'] }) {
  const { tone, label } = EPISODE[status];
  return <Badge tone={tone}>{label}</Badge>;
}
