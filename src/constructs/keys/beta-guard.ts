/** `aiven_cmk` is in beta and has to be switched on; without it synth fails, before anything is planned. */

import { type IResolvable, Token } from 'cdktf';
import { isSwitchedOn } from '../../aiven';

/**
 * One sentence when the beta flag is off, else undefined.
 * @param enableBeta what the provider construct says: it comes before the environment; a token passes.
 */
export function checkBeta(enableBeta: boolean | IResolvable | undefined, env: NodeJS.ProcessEnv): string | undefined {
  const on = enableBeta ?? isSwitchedOn(env.PROVIDER_AIVEN_ENABLE_BETA);
  if (on === true || Token.isUnresolved(on)) return undefined;
  return 'aiven_cmk is a beta resource and the beta flag is off: set PROVIDER_AIVEN_ENABLE_BETA=1 in the environment or enableBeta: true on AivenProvider; to only destroy what is there, run "cdktf destroy --skip-synth".';
}
