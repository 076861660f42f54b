/** Checks of a key that need the whole app, so they run at synth. */

import type { TerraformProvider } from 'cdktf';
import type { Cmk } from '../l1/cmk';
import { AivenProvider as GeneratedProvider } from '../l1/provider';
import { AivenProvider } from '../provider/aiven-provider';
import { isOurs, providerOf } from '../synth/provider-lookup';
import { checkBeta } from './beta-guard';

/** Returns an error message for each problem with a key. A key without a provider is reported by its L1 construct. */
export function checkKey(resource: Cmk): string[] {
  const provider = providerOf(resource);
  if (provider === undefined) return [];
  const beta = isOurs(provider) ? checkBeta(betaFlagOf(provider), process.env) : undefined;
  return beta === undefined ? [] : [beta];
}

function betaFlagOf(provider: TerraformProvider) {
  if (provider instanceof AivenProvider) return provider.betaFlag;
  return provider instanceof GeneratedProvider ? provider.enableBetaInput : undefined;
}
