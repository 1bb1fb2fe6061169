import type { CDPSession, Page } from 'playwright-core';

/** What a page holds once nothing is left to be collected. */
export interface PageMemory {
  /** Of scripts, in MB. */
  heap: number;
  /** Elements and texts, also of documents that only something still points at. */
  nodes: number;
  listeners: number;
}

const BYTES_A_MB = 1_000_000;

export async function pageMemory(page: Page): Promise<PageMemory> {
  const session = await page.context().newCDPSession(page);
  try {
    return await memoryOf(session);
  } finally {
    await session.detach();
  }
}

/** Chromium's own counters (DevTools protocol, Performance.getMetrics), after its garbage was collected. */
export async function memoryOf(session: Pick<CDPSession, 'send'>): Promise<PageMemory> {
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.send('Performance.disable');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    heap: Math.round((of('JSHeapUsedSize') / BYTES_A_MB) * 10) / 10,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
  };
}
