/** The environment of the programs that commands start. */

import type { CommandContext } from './command';

/** The variables with the API token, by precedence. */
export const tokenVariables = ['AIVEN_TOKEN', 'AIVEN_AUTH_TOKEN'] as const;

/** The environment without Aiven's token: cloud CLIs, npx and most commands of Terraform have no use for it, and their plugins could read it. */
export function withoutToken(env: CommandContext['env']): NodeJS.ProcessEnv {
  const rest: NodeJS.ProcessEnv = { ...env };
  for (const name of tokenVariables) delete rest[name];
  return rest;
}
