/** Finds the provider construct that a resource of ours belongs to, at synth: whichever of the two was made first. */

import { TerraformProvider, type TerraformResource, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { isSameSource, providerSource } from '../install';

/** Shared by all copies of this package, so that a construct library may have its own. */
const register = Symbol.for('aiven-byok/AivenProviders');

/** Makes a provider construct known to its stack. */
export function registerProvider(provider: TerraformProvider): void {
  const stack = TerraformStack.of(provider) as { [register]?: TerraformProvider[] };
  stack[register] = [...(stack[register] ?? []), provider];
}

/** The `AivenProvider`s of a construct's stack that are still part of it. */
export function aivenProviders(construct: IConstruct): TerraformProvider[] {
  const stack = TerraformStack.of(construct) as { [register]?: TerraformProvider[] };
  return (stack[register] ?? []).filter(({ node }) => node.scope?.node.tryFindChild(node.id) !== undefined);
}

/** Every provider construct of a construct's stack, without those of stacks inside of it. */
export function allProviders(construct: IConstruct): TerraformProvider[] {
  const stack = TerraformStack.of(construct);
  return stack.node
    .findAll()
    .filter((other) => TerraformProvider.isTerraformProvider(other) && TerraformStack.of(other) === stack)
    .map((other) => other as TerraformProvider);
}

/** Whether a provider construct stands for this package's provider. */
export function isOurs(provider: TerraformProvider): boolean {
  return isSameSource(provider.terraformProviderSource ?? provider.terraformResourceType, providerSource);
}

/**
 * The provider of a resource that names none: of the stack's `AivenProvider`s one of ours before one that stands for the
 * official provider, one without an alias before one with. Undefined where there is none, or more than one that fits alike.
 */
export function findProvider(construct: IConstruct): TerraformProvider | undefined {
  const [best, ...others] = rankedProviders(construct);
  return best !== undefined && others.length === 0 ? best : undefined;
}

/** The providers that fit best: none, the one, or several that a resource has to choose from. */
export function rankedProviders(construct: IConstruct): TerraformProvider[] {
  const ours = preferring(aivenProviders(construct), isOurs);
  return preferring(ours, ({ alias }) => alias === undefined);
}

function preferring(providers: TerraformProvider[], fits: (provider: TerraformProvider) => boolean) {
  return providers.some(fits) ? providers.filter(fits) : providers;
}

/**
 * Gives a resource the provider of its stack, as long as it names none itself. The one that Terraform would take anyway is
 * not written out.
 */
export function bindProvider(resource: TerraformResource): void {
  let explicit = resource.provider;
  Object.defineProperty(resource, 'provider', {
    get() {
      const provider = explicit ?? findProvider(resource);
      return provider === explicit || !isImplied(provider) ? provider : undefined;
    },
    set(provider: TerraformProvider | undefined) {
      explicit = provider;
    },
  });
}

/** Whether `bindProvider` looks after a resource. */
export function isBound(resource: object): boolean {
  return Object.getOwnPropertyDescriptor(resource, 'provider')?.get !== undefined;
}

/** Terraform takes the local name up to the first underscore of the type: `aiven` for all of ours. */
const isImplied = (provider: TerraformProvider | undefined) =>
  provider?.terraformResourceType === 'aiven' && provider.alias === undefined;
