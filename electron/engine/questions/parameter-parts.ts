import { z } from 'zod';

/** Parts of several questions' parameters. */
export const pageEnd = z.strictObject({ created_at: z.iso.datetime({ offset: true }), id: z.uuid() });
export const day = z.iso.date();
