/** Checks the providers of a stack. cdktf compares only their local names, never their sources. */

import { TerraformDataSource, type TerraformProvider, TerraformStack } from 'cdktf';
import { isSameSource } from '../../install';
import { missingFromOfficial } from './official-provider';
import {
  aivenProviders,
  allProviders,
  bestProviders,
  impliedProvider,
  isBound,
  isOurs,
  providerOf,
  sourceOf,
} from './provider-lookup';
import { renderedAttributes, type TerraformObject } from './rendered-attributes';

/** Returns an error message for each other provider with the same local name and another source: cdktf would write only the last one. */
export function checkProvider(provider: TerraformProvider): string[] {
  return allProviders(provider)
    .filter((other) => other.terraformResourceType === provider.terraformResourceType)
    .filter((other) => !isSameSource(sourceOf(other), sourceOf(provider)))
    .map(
      (other) =>
        `The local name "${provider.terraformResourceType}" is used for the provider "${sourceOf(provider)}" here and for "${sourceOf(other)}" at "${other.node.path}"; give one of them another local name, such as localName: "aiven-byok".`,
    );
}

/** Returns an error message for each problem with the provider of a resource or data source. */
export function checkProviderOf(object: TerraformObject): string[] {
  const provider = providerOf(object);
  if (provider === undefined) return [isBound(object) ? noSingleProvider(object) : noImpliedProvider(object)];
  if (isOurs(provider)) return [];
  const isIntended = object.provider !== undefined || aivenProviders(object).includes(provider);
  return isIntended ? missingFeatures(object, provider) : [unintendedProvider(object, provider)];
}

function noSingleProvider(object: TerraformObject): string {
  const providers = bestProviders(object);
  if (providers.length === 0) return noProvider(object);
  const paths = providers.map(({ node }) => `"${node.path}"`).join(', ');
  return `The stack has ${providers.length} AivenProviders, at ${paths}; set provider to one of them.`;
}

function noProvider(object: TerraformObject): string {
  const { id } = TerraformStack.of(object).node;
  return `The stack "${id}" has no AivenProvider; add: ${newProvider(object)}.`;
}

/** The code that adds our provider. The local name `aiven` may be taken. */
function newProvider(object: TerraformObject): string {
  return impliedProvider(object) === undefined
    ? "new AivenProvider(stack, 'aiven')"
    : "new AivenProvider(stack, 'aiven-byok', { localName: 'aiven-byok' })";
}

function noImpliedProvider(object: TerraformObject): string {
  const ours = allProviders(object).find(isOurs);
  if (ours === undefined) return noProvider(object);
  const name = ours.alias === undefined ? ours.terraformResourceType : `${ours.terraformResourceType}.${ours.alias}`;
  return `The provider is not set, so Terraform would use the one with the local name "aiven", which does not exist; set provider to "${ours.node.path}" ("${name}").`;
}

function unintendedProvider(object: TerraformObject, provider: TerraformProvider): string {
  const ours = allProviders(object).find(isOurs);
  const remedy = ours ? `set provider to "${ours.node.path}"` : `add ${newProvider(object)} and set provider to it`;
  return `The provider is not set, so Terraform would use "${provider.node.path}", which is "${sourceOf(provider)}"; ${remedy}.`;
}

/** Treats every provider but ours as the official one: it may be a build of it under another address. */
function missingFeatures(object: TerraformObject, provider: TerraformProvider): string[] {
  const kind = TerraformDataSource.isTerraformDataSource(object) ? 'data source' : 'resource';
  return missingFromOfficial(kind, object.terraformResourceType, renderedAttributes(object)).map(
    (missing) =>
      `The provider "${sourceOf(provider)}" at "${provider.node.path}" has no ${missing}; use this package's own provider, an AivenProvider without source.`,
  );
}
