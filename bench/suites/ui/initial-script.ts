import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { DevtoolsPage } from './devtools-page.ts';

const PAGE = join(import.meta.dirname, '../../../dist/renderer');

/** Scripts that a page has asked for before it painted anything, in kB as they would travel. */
export async function initialScript(page: DevtoolsPage): Promise<{ gzip: number; brotli: number; files: number }> {
  await page.until(`performance.getEntriesByName('first-contentful-paint').length > 0`);
  const paths = await page.evaluate<string[]>(`
    (() => {
      const painted = performance.getEntriesByName('first-contentful-paint')[0].startTime;
      return performance.getEntriesByType('resource')
        .filter(({ name, startTime }) => new URL(name).pathname.endsWith('.js') && startTime < painted)
        .map(({ name }) => new URL(name).pathname);
    })()`);
  const files = await Promise.all([...new Set(paths)].map((path) => readFile(join(PAGE, path))));
  const kilobytes = (compress: (file: Buffer) => Buffer) =>
    Math.round(files.reduce((sum, file) => sum + compress(file).length, 0) / 1000);
  return { gzip: kilobytes(gzipSync), brotli: kilobytes(brotliCompressSync), files: files.length };
}
