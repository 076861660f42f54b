/** Finds the provider construct of a resource, at synth, so that it does not matter which of the two was created first. */

import { TerraformProvider, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { isSameSource, providerSource } from '../../install';
import type { TerraformObject } from './rendered-attributes';

/** A global symbol, because an app may load several copies of this package. */
const registry = Symbol.for('aiven-byok/AivenProviders');

/** Adds an `AivenProvider` to the registry of its stack. */
export function registerProvider(provider: TerraformProvider): void {
  const stack = TerraformStack.of(provider) as { [registry]?: TerraformProvider[] };
  stack[registry] = [...(stack[registry] ?? []), provider];
}

/** The `AivenProvider`s of a construct's stack, without those that were removed from the tree. */
export function aivenProviders(construct: IConstruct): TerraformProvider[] {
  const stack = TerraformStack.of(construct) as { [registry]?: TerraformProvider[] };
  return (stack[registry] ?? []).filter(({ node }) => node.scope?.node.tryFindChild(node.id) !== undefined);
}

/** Every provider construct of a construct's stack. Nested stacks are left out. */
export function allProviders(construct: IConstruct): TerraformProvider[] {
  const stack = TerraformStack.of(construct);
  return stack.node
    .findAll()
    .filter((other) => TerraformProvider.isTerraformProvider(other) && TerraformStack.of(other) === stack)
    .map((other) => other as TerraformProvider);
}

/** The source address of a provider construct, as in `required_providers`. */
export function sourceOf(provider: TerraformProvider): string {
  return provider.terraformProviderSource ?? provider.terraformResourceType;
}

/** Whether a provider construct is for this package's own provider. */
export function isOurs(provider: TerraformProvider): boolean {
  return isSameSource(sourceOf(provider), providerSource);
}

/** The provider that a resource or data source uses: an explicit one, otherwise the one found for it. Undefined if there is none or no single best one. */
export function providerOf(object: TerraformObject): TerraformProvider | undefined {
  return object.provider ?? (isBound(object) ? findProvider(object) : impliedProvider(object));
}

/** The provider that Terraform uses for an `aiven_…` resource without a `provider` argument. */
export function impliedProvider(construct: IConstruct): TerraformProvider | undefined {
  const implied = allProviders(construct).filter(isImplied);
  return implied.find(isOurs) ?? implied[0];
}

/**
 * Finds the provider for a resource without a `provider` argument. Among the stack's `AivenProvider`s, our own provider comes
 * before the official one, and one without an alias before one with an alias.
 * @returns undefined if there is none, or more than one of the highest rank.
 */
function findProvider(construct: IConstruct): TerraformProvider | undefined {
  const [best, ...others] = bestProviders(construct);
  return others.length === 0 ? best : undefined;
}

/** The providers of the highest rank: none, one, or several that the resource has to choose from. */
export function bestProviders(construct: IConstruct): TerraformProvider[] {
  const registered = aivenProviders(construct);
  // The generated provider construct is not in the registry.
  const candidates = registered.length > 0 ? registered : allProviders(construct).filter(isOurs);
  return prefer(prefer(candidates, isOurs), ({ alias }) => alias === undefined);
}

function prefer(providers: TerraformProvider[], isPreferred: (provider: TerraformProvider) => boolean) {
  return providers.some(isPreferred) ? providers.filter(isPreferred) : providers;
}

/** The provider of the key, unless it lacks resources that the stack's own provider has. */
function providerFor(object: TerraformObject, key: KeyWithProvider): TerraformProvider | undefined {
  const inherited = TerraformStack.of(key) === object.cdktfStack ? key.provider : undefined;
  if (inherited === undefined) return findProvider(object);
  return isOurs(inherited) || !bestProviders(object).some(isOurs) ? inherited : findProvider(object);
}

interface KeyWithProvider extends IConstruct {
  readonly provider?: TerraformProvider;
}

/**
 * Makes a resource or data source use the provider of its stack unless it has an explicit one. A provider that Terraform
 * would use anyway is not rendered.
 * @param key The key that the object is for. In the same stack, the object inherits the key's provider.
 * @returns the same object
 */
export function bindProvider<T extends TerraformObject>(object: T, key?: KeyWithProvider): T {
  let explicit = object.provider;
  return Object.defineProperty(object, 'provider', {
    get() {
      if (explicit !== undefined) return explicit;
      const found = key === undefined ? findProvider(object) : providerFor(object, key);
      return found === undefined || isImplied(found) ? undefined : found;
    },
    set(provider: TerraformProvider | undefined) {
      explicit = provider;
    },
  });
}

/** Whether `bindProvider` was called for a resource or data source. */
export function isBound(object: TerraformObject): boolean {
  return Object.getOwnPropertyDescriptor(object, 'provider')?.get !== undefined;
}

/** Terraform takes the type up to the first underscore as the local name: `aiven` for all of our types. */
const isImplied = ({ terraformResourceType, alias }: TerraformProvider) =>
  terraformResourceType === 'aiven' && alias === undefined;
