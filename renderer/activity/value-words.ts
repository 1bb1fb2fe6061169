import type { Json } from '../../shared/sync/protocol.ts';
import { dayAndHour, money } from '../components/times.ts';

const COLUMNS: { [column: string]: string } = {
  daily_cost_limit_gbp: 'limit of a day',
  episode_cost_limit_gbp: 'limit of an episode',
  subscription_tier: 'plan',
  project_limit: 'number of projects',
  enabled_features: 'features',
  owner_id: 'owner',
  onboarding_brief: 'brief',
  cadence_config: 'cadence',
  timezone: 'time zone',
  deleted_at: 'time of removal',
  incorporated_in_episode_id: 'episode that used it',
  episode_id: 'episode',
  user_id: 'person',
  attempt_count: 'attempts',
  requested_by: 'person who asked',
  error_message: 'reason of the failure',
  blocked_reason: 'reason for waiting',
};

export function columnWords(column: string): string {
  return COLUMNS[column] ?? column.replaceAll('_', ' ');
}

/** A recorded value for people; what has no words is shown as it is kept. */
export function valueWords(column: string, value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return '–';
  if (column.endsWith('_gbp') && typeof value === 'number') return money(value);
  if (column.endsWith('_at') && typeof value === 'string' && !Number.isNaN(Date.parse(value))) return dayAndHour(value);
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map((item) => valueWords('', item)).join(', ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, part]) => `${columnWords(key)}: ${valueWords(key, part)}`)
      .join('; ');
  }
  return String(value);
}
