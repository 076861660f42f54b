/** The objects of the official provider in a Terraform state, and which of them our provider supports. */

import { providerDataSourceTypes, providerResourceTypes } from '../../aiven/provider-types';
import { providerSource } from '../../install';
import { parseJson, stringifyJson } from '../../support/json';
import { CliError } from '../errors/cli-error';
import { nothingReplaced } from '../errors/hints';

/** Source addresses of the official provider, for Terraform and for OpenTofu. */
export const officialProviders: readonly string[] = [
  'registry.terraform.io/aiven/aiven',
  'registry.opentofu.org/aiven/aiven',
];
export const ourProvider = providerSource;

/** Types that our provider supports, by the mode of a state's resource. A test compares them with the provider. */
export const ourTypes: { readonly [mode: string]: ReadonlySet<string> } = {
  managed: new Set(providerResourceTypes),
  data: new Set(providerDataSourceTypes),
};

interface StateResource {
  mode: string;
  type: string;
  /** `module.a.provider["registry.terraform.io/aiven/aiven"].alias` */
  provider: string;
  instances?: readonly unknown[];
}

export interface TerraformState {
  version: 4;
  serial: number;
  resources: StateResource[];
}

export interface OfficialPart {
  /** Addresses of the official provider that occur in the state. */
  addresses: string[];
  /** Number of objects by type, for types that our provider supports. */
  ours: Map<string, number>;
  /** Number of objects by type, for the other types. A data source is `data.TYPE`. */
  others: Map<string, number>;
}

/** @throws CliError unless it is a state of format 4 */
export function parseState(text: string): TerraformState {
  let state: Partial<Omit<TerraformState, 'version'>> & { version?: unknown } = {};
  try {
    state = Object(parseJson(text)) as typeof state;
  } catch {}
  if (state.version === 4 && Array.isArray(state.resources) && typeof state.serial === 'number') {
    return state as TerraformState;
  }
  throw new CliError(
    typeof state.version === 'number' && state.version !== 4
      ? `Expected a state of format 4, got format ${state.version}.`
      : '"terraform state pull" did not print a state.',
    nothingReplaced,
  );
}

export function officialPart({ resources }: TerraformState): OfficialPart {
  const part: OfficialPart = { addresses: [], ours: new Map(), others: new Map() };
  for (const resource of resources) {
    const address = officialAddress(resource);
    if (address === undefined) continue;
    if (!part.addresses.includes(address)) part.addresses.push(address);
    const counts = isOurs(resource) ? part.ours : part.others;
    const name = resource.mode === 'data' ? `data.${resource.type}` : resource.type;
    counts.set(name, (counts.get(name) ?? 0) + (resource.instances?.length ?? 0));
  }
  return part;
}

/** The state with our provider for everything that it supports, and the serial increased by one. Nothing else changes. */
export function withOurProvider(text: string): string {
  const state = parseJson(text) as TerraformState;
  const resources = state.resources.map((resource) => {
    const address = officialAddress(resource);
    if (address === undefined || !isOurs(resource)) return resource;
    return { ...resource, provider: resource.provider.replace(`["${address}"]`, () => `["${ourProvider}"]`) };
  });
  return stringifyJson({ ...state, serial: state.serial + 1, resources }, 2);
}

function officialAddress({ provider }: StateResource): string | undefined {
  return officialProviders.find((address) => provider.includes(`provider["${address}"]`));
}

function isOurs({ mode, type }: StateResource): boolean {
  return ourTypes[mode]?.has(type) ?? false;
}
