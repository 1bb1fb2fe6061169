/**
 * Lays out dist/supabase for the Supabase CLI: its migrations folder holds common and cloud merged. Then, with a linked project,
 * `npx supabase db push --remote --workdir dist`, or with `--remote=URL`. docs/deploy.md is the whole way.
 */
import { join } from 'node:path';
import { stageSupabase } from '../cloud/database/stage-supabase.ts';

const repository = join(import.meta.dirname, '..');
const { folder, files } = await stageSupabase(join(repository, 'dist'));
console.log(`Staged ${files.length} migrations in ${folder}. Next: npx supabase db push --remote --workdir dist`);
