/** Finds the provider construct that a resource of ours belongs to, at synth: whichever of the two was made first. */

import { TerraformProvider, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { isSameSource, providerSource } from '../../install';
import type { TerraformObject } from './rendered';

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

/** The source address of a provider construct, as its stack requires it. */
export function sourceOf(provider: TerraformProvider): string {
  return provider.terraformProviderSource ?? provider.terraformResourceType;
}

/** Whether a provider construct stands for this package's provider. */
export function isOurs(provider: TerraformProvider): boolean {
  return isSameSource(sourceOf(provider), providerSource);
}

/** The provider that a resource or data source gets: the one it names, else the one found for it. Undefined where that is none, or not one. */
export function providerOf(object: TerraformObject): TerraformProvider | undefined {
  return object.provider ?? (isBound(object) ? findProvider(object) : impliedProvider(object));
}

/** The provider that Terraform gives to a resource of type `aiven_…` which names none. */
export function impliedProvider(construct: IConstruct): TerraformProvider | undefined {
  const implied = allProviders(construct).filter(isImplied);
  return implied.find(isOurs) ?? implied[0];
}

/**
 * The provider of a resource that names none: of the stack's `AivenProvider`s one of ours before one that stands for the
 * official provider, one without an alias before one with. Undefined where there is none, or more than one that fits alike.
 */
export function findProvider(construct: IConstruct): TerraformProvider | undefined {
  const [best, ...others] = rankedProviders(construct);
  return others.length === 0 ? best : undefined;
}

/** The providers that fit best: none, the one, or several that a resource has to choose from. */
export function rankedProviders(construct: IConstruct): TerraformProvider[] {
  const known = aivenProviders(construct);
  // The generated provider construct is known to no stack.
  const fitting = preferring(known.length > 0 ? known : allProviders(construct).filter(isOurs), isOurs);
  return preferring(fitting, ({ alias }) => alias === undefined);
}

function preferring(providers: TerraformProvider[], fits: (provider: TerraformProvider) => boolean) {
  return providers.some(fits) ? providers.filter(fits) : providers;
}

/**
 * Gives a resource or data source the provider of its stack, as long as it names none itself. The one that Terraform would
 * take anyway is not written out.
 * @returns the same object
 */
export function bindProvider<T extends TerraformObject>(object: T): T {
  let explicit = object.provider;
  return Object.defineProperty(object, 'provider', {
    get() {
      if (explicit !== undefined) return explicit;
      const found = findProvider(object);
      return found === undefined || isImplied(found) ? undefined : found;
    },
    set(provider: TerraformProvider | undefined) {
      explicit = provider;
    },
  });
}

/** Whether `bindProvider` looks after a resource or data source. */
export function isBound(object: TerraformObject): boolean {
  return Object.getOwnPropertyDescriptor(object, 'provider')?.get !== undefined;
}

/** Terraform takes the local name up to the first underscore of the type: `aiven` for all of ours. */
const isImplied = ({ terraformResourceType, alias }: TerraformProvider) =>
  terraformResourceType === 'aiven' && alias === undefined;
