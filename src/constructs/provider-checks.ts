/** Checks over a stack's providers that cdktf does not make: it looks at names, and never at sources. */

import { TerraformDataSource, type TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { isSameSource } from '../install';
import { aivenProviders, allProviders, isBound, isOurs } from './provider-lookup';

/** The sentences about what is wrong with a provider construct and what depends on it. */
export function checkProviders(provider: TerraformProvider): string[] {
  const problems = conflicts(provider);
  // What concerns the stack as a whole is told once.
  if (aivenProviders(provider).find(isOurs) === provider) problems.push(...strayResources(provider));
  return problems;
}

/** Of two sources under one local name cdktf writes only one, whichever comes last. */
function conflicts(provider: TerraformProvider): string[] {
  return allProviders(provider)
    .filter((other) => other.terraformResourceType === provider.terraformResourceType)
    .filter((other) => !isSameSource(sourceOf(other), sourceOf(provider)))
    .map(
      (other) =>
        `The local name "${provider.terraformResourceType}" stands for ${sourceOf(provider)} here and for ${sourceOf(other)} at ${other.node.path}; give one of the two a local name of its own, such as localName: 'aiven-byok'.`,
    );
}

/** Terraform gives a resource that names no provider to the one with the local name `aiven`: not ours, if ours has another. */
function strayResources(provider: TerraformProvider): string[] {
  const served = allProviders(provider).some(
    (other) => isOurs(other) && other.terraformResourceType === 'aiven' && other.alias === undefined,
  );
  if (served) return [];
  const stack = TerraformStack.of(provider);
  return generatedResources(stack)
    .filter((resource) => resource.provider === undefined && !isBound(resource))
    .map(
      (resource) =>
        `${resource.node.path} names no provider, so Terraform would look for one with the local name "aiven"; set its provider to ${provider.node.path}, which is "${provider.terraformResourceType}".`,
    );
}

/** The resources and data sources of a stack that are constructs of this package. */
function generatedResources(stack: TerraformStack): (TerraformResource | TerraformDataSource)[] {
  const classes = generatedClasses();
  return stack.node
    .findAll()
    .filter((construct) => classes.some((generated) => construct instanceof generated))
    .filter((construct) => TerraformStack.of(construct) === stack)
    .map((construct) => construct as TerraformResource | TerraformDataSource);
}

type Class = abstract new (...args: never[]) => unknown;

/** Loaded only when it is needed: most stacks use few of the generated classes. */
function generatedClasses(): Class[] {
  const modules = Object.values(require('./l1') as Record<string, Record<string, unknown>>);
  const classes = modules.flatMap((module) => Object.values(module)).filter((value) => typeof value === 'function');
  return classes.filter((found) => hasElementIn(found.prototype)).map((found) => found as unknown as Class);
}

const hasElementIn = (prototype: unknown) =>
  prototype instanceof TerraformResource || prototype instanceof TerraformDataSource;

const sourceOf = (provider: TerraformProvider) => provider.terraformProviderSource ?? provider.terraformResourceType;
