/** Checks over a stack's providers that cdktf does not make: it looks at names, and never at sources. */

import { TerraformDataSource, type TerraformProvider, TerraformStack } from 'cdktf';
import { isSameSource } from '../../install';
import { missingFromOfficial } from './official-provider';
import {
  aivenProviders,
  allProviders,
  impliedProvider,
  isBound,
  isOurs,
  providerOf,
  rankedProviders,
  sourceOf,
} from './provider-lookup';
import { attributesOf, type TerraformObject } from './rendered';

/** The sentences about what is wrong between a provider construct and others of its stack. Of two sources under one local name cdktf writes only one, whichever comes last. */
export function checkProvider(provider: TerraformProvider): string[] {
  return allProviders(provider)
    .filter((other) => other.terraformResourceType === provider.terraformResourceType)
    .filter((other) => !isSameSource(sourceOf(other), sourceOf(provider)))
    .map(
      (other) =>
        `The local name "${provider.terraformResourceType}" stands for ${sourceOf(provider)} here and for ${sourceOf(other)} at ${other.node.path}; give one of the two a local name of its own, such as localName: 'aiven-byok'.`,
    );
}

/** The sentences about what is wrong with the provider that a resource or data source of ours gets. */
export function checkProviderOf(object: TerraformObject): string[] {
  const provider = providerOf(object);
  if (provider === undefined) return [isBound(object) ? noOneProvider(object) : noImpliedProvider(object)];
  if (isOurs(provider)) return [];
  const meant = object.provider !== undefined || aivenProviders(object).includes(provider);
  return meant ? lacking(object, provider) : [foreignProvider(object, provider)];
}

function noOneProvider(object: TerraformObject): string {
  const providers = rankedProviders(object);
  if (providers.length === 0) return noProvider(object);
  return `There are ${providers.length} AivenProviders that could be meant, at ${providers.map(({ node }) => node.path).join(', ')}; set provider to one of them.`;
}

function noProvider(object: TerraformObject): string {
  const { id } = TerraformStack.of(object).node;
  return `There is no AivenProvider in the stack "${id}"; add: ${newProvider(object)}.`;
}

/** What to write: the local name `aiven` may be taken. */
function newProvider(object: TerraformObject): string {
  return impliedProvider(object) === undefined
    ? "new AivenProvider(stack, 'aiven')"
    : "new AivenProvider(stack, 'aiven-byok', { localName: 'aiven-byok' })";
}

function noImpliedProvider(object: TerraformObject): string {
  const ours = allProviders(object).find(isOurs);
  if (ours === undefined) return noProvider(object);
  const name = ours.alias === undefined ? ours.terraformResourceType : `${ours.terraformResourceType}.${ours.alias}`;
  return `It names no provider, so Terraform would look for one with the local name "aiven"; set its provider to ${ours.node.path}, which is "${name}".`;
}

function foreignProvider(object: TerraformObject, provider: TerraformProvider): string {
  const ours = allProviders(object).find(isOurs);
  const remedy = ours ? `set its provider to ${ours.node.path}` : `add ${newProvider(object)} and set provider to it`;
  return `It names no provider, so Terraform would give it to ${provider.node.path}, which is ${sourceOf(provider)}; ${remedy}.`;
}

/** Every provider but ours is taken for the official one, or a build of it under another address. */
function lacking(object: TerraformObject, provider: TerraformProvider): string[] {
  const kind = TerraformDataSource.isTerraformDataSource(object) ? 'data source' : 'resource';
  return missingFromOfficial(kind, object.terraformResourceType, attributesOf(object)).map(
    (missing) =>
      `The provider ${sourceOf(provider)} at ${provider.node.path} has no ${missing}; it takes this package's own provider, an AivenProvider without source.`,
  );
}
