import type { GenerationError } from '../../shared/domain/generation.ts';
import type { EpisodeSource } from '../../shared/domain/json-shapes.ts';
import { asText } from './as-text.ts';

export interface Research {
  failure: GenerationError | null;
  findings: string[];
  sources: EpisodeSource[];
}

/** What the research agent found, without what is not a finding or a source. */
export function readResearch(read: { [key: string]: unknown } | null): Research {
  const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const findings = asList(read?.findings)
    .map(asText)
    .filter((finding) => finding !== '');
  const sources = asList(read?.sources).flatMap((source): EpisodeSource[] => {
    if (typeof source !== 'object' || source === null || !('url' in source)) return [];
    const url = asText(source.url);
    if (!/^https?:\/\//.test(url)) return [];
    const title = ('title' in source && asText(source.title)) || url;
    const credibility = 'credibility' in source ? source.credibility : undefined;
    return [
      {
        title,
        url,
        ...(typeof credibility === 'number' ? { credibility: Math.min(Math.max(credibility, 0), 1) } : {}),
      },
    ];
  });
  const failure =
    findings.length > 0
      ? null
      : { code: 'RESEARCH_EMPTY', message: 'The research agent gave an answer without findings.', stage: 'research' };
  return { failure, findings, sources };
}
