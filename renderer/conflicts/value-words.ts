import type { CadenceConfig } from '../../shared/ipc/commands.ts';
import type { Json } from '../../shared/sync/protocol.ts';
import { CADENCE_MODES, cadenceWords } from '../projects/project-words.ts';

const COLUMN: Record<string, string> = {
  content: 'text',
  title: 'title',
  summary: 'summary',
  onboarding_brief: 'brief',
  cadence_config: 'delivery days',
  timezone: 'time zone',
  source_urls: 'addresses of the sources',
  deleted_at: 'removed or kept',
  status: 'status',
  position: 'place',
};

/** Columns whose name is a plural. */
const MANY = new Set([
  'cadence_config',
  'enabled_features',
  'memories',
  'notification_preferences',
  'source_urls',
  'sources',
]);

/** "The title is", "the sources are". */
export function isMany(column: string | null): boolean {
  return column !== null && MANY.has(column);
}

/** What a column is called by people. */
export function columnWords(column: string | null): string {
  return column === null ? '' : (COLUMN[column] ?? column.replaceAll('_', ' '));
}

/** A value as a person reads it; a text is itself. */
export function valueWords(column: string | null, value: Json | null): string {
  if (column === 'deleted_at') return value === null ? 'Kept' : 'Removed';
  if (value === null) return '';
  if (column === 'cadence_config' && isCadence(value)) return cadenceWords(value);
  if (typeof value === 'string') return /^[A-Z_]+$/.test(value) ? sentence(value) : value;
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}

/** NEXT_EPISODE is "Next episode". */
function sentence(constant: string): string {
  const words = constant.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isCadence(value: Json): value is Json & CadenceConfig {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    CADENCE_MODES.some((mode) => mode === value.mode) &&
    Array.isArray(value.days) &&
    typeof value.delivery_hour === 'number'
  );
}
