/** The beta guard at synth: without the beta flag, `aiven_cmk` is rejected before Terraform plans anything. */

import { type IResolvable, Token } from 'cdktf';
import { isSwitchedOn } from '../../aiven';

/**
 * Returns an error message if the beta flag is off, otherwise undefined.
 * @param enableBeta The prop of the provider construct. It overrides the environment; a token passes.
 */
export function checkBeta(enableBeta: boolean | IResolvable | undefined, env: NodeJS.ProcessEnv): string | undefined {
  const flag = enableBeta ?? isSwitchedOn(env.PROVIDER_AIVEN_ENABLE_BETA);
  if (flag === true || Token.isUnresolved(flag)) return undefined;
  return 'aiven_cmk is a beta resource and the beta flag is off: set PROVIDER_AIVEN_ENABLE_BETA=1 in the environment, or enableBeta: true on AivenProvider. To only destroy existing resources, run "cdktf destroy --skip-synth".';
}
