import { demoTokens } from '../demo/demo-tokens.ts';
import type { EngineOptions } from '../engine/contract.ts';
import type { TokenSource } from '../engine/identity/contract.ts';
import { fixedTokenSource } from '../engine/identity/fixed-token-source.ts';
import { PageTokenSource } from '../engine/identity/page-token-source.ts';
import { machinePlatform } from '../engine/platform.ts';
import type { Workspace } from './workspace.ts';

/** The engine's options for a described workspace, in the process in which the engine runs. */
export function engineOptions(
  workspace: Workspace,
  templateDir: string,
  environment: NodeJS.ProcessEnv = process.env,
): EngineOptions {
  const { tokens, ...described } = workspace;
  return { ...described, templateDir, tokens: tokenSource(workspace, environment) };
}

function tokenSource({ tokens, identity }: Workspace, environment: NodeJS.ProcessEnv): TokenSource {
  switch (tokens.from) {
    case 'demo':
      return demoTokens(tokens.profile);
    case 'environment':
      return fixedTokenSource(environment.SHOWRUNNER_TOKEN ?? null);
    case 'page':
      return new PageTokenSource(machinePlatform, identity);
  }
}
