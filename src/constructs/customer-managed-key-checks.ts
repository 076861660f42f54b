/** What can be known to be wrong with a key only at synth, when the whole app stands. */

import { type TerraformProvider, TerraformStack } from 'cdktf';
import { AivenProvider } from './aiven-provider';
import { checkBeta } from './beta-guard';
import { checkDefaultKey } from './default-key';
import type { Cmk } from './l1/cmk';
import { AivenProvider as GeneratedProvider } from './l1/provider';
import { allProviders, isOurs, rankedProviders } from './provider-lookup';

/** The sentences about what is wrong with a key; none when all is well. */
export function checkKey(resource: Cmk): string[] {
  const provider = resource.provider ?? onlyProvider(resource);
  if (typeof provider === 'string') return [provider];
  const beta = isOurs(provider) ? checkBeta(betaFlagOf(provider), process.env) : undefined;
  return [beta, checkDefaultKey(resource)].filter((problem) => problem !== undefined);
}

/** The provider that the key will get, or one sentence about why there is none. */
function onlyProvider(resource: Cmk): TerraformProvider | string {
  const [provider, ...others] = rankedProviders(resource);
  if (others.length > 0) {
    return `There are ${others.length + 1} AivenProviders that could be meant, at ${[provider, ...others].map((each) => each?.node.path).join(', ')}; set provider to one of them.`;
  }
  const found = provider ?? allProviders(resource).find(isOurs);
  const stack = TerraformStack.of(resource).node.id;
  return found ?? `There is no AivenProvider in the stack "${stack}"; add: new AivenProvider(stack, 'aiven').`;
}

function betaFlagOf(provider: TerraformProvider) {
  if (provider instanceof AivenProvider) return provider.betaFlag;
  return provider instanceof GeneratedProvider ? provider.enableBetaInput : undefined;
}
