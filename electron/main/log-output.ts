import type { UtilityProcess } from 'electron';

/** What a process of ours writes, a line each; nothing of it is lost with the process. */
export function logOutput({ stdout, stderr }: UtilityProcess, log: (line: string) => void): void {
  for (const output of [stdout, stderr]) output?.on('data', (chunk) => logLines(String(chunk), log));
}

function logLines(text: string, log: (line: string) => void): void {
  for (const line of text.split('\n')) if (line.trim() !== '') log(line);
}
