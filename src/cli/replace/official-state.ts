/** What of a Terraform state belongs to the official provider, and what of that ours can take over. */

import { providerDataSourceTypes, providerResourceTypes } from '../../aiven/provider-types';
import { providerSource } from '../../install';
import { CliError } from '../errors/cli-error';

/** Where Terraform and OpenTofu get the official provider from. */
export const officialProviders: readonly string[] = [
  'registry.terraform.io/aiven/aiven',
  'registry.opentofu.org/aiven/aiven',
];
export const ourProvider = providerSource;

/** Types that both providers have, or that ours has alone. */
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
  /** Addresses of the official provider that occur. */
  addresses: string[];
  /** How many objects of each type can be taken over. */
  ours: Map<string, number>;
  /** How many of each type have to stay with it; data sources as `data.TYPE`. */
  others: Map<string, number>;
}

/** @throws CliError for what is no state of format 4 */
export function parseState(text: string): TerraformState {
  let state: Partial<Omit<TerraformState, 'version'>> & { version?: unknown } = {};
  try {
    state = Object(JSON.parse(text)) as typeof state;
  } catch {}
  if (state.version === 4 && Array.isArray(state.resources) && typeof state.serial === 'number') {
    return state as TerraformState;
  }
  throw new CliError(
    typeof state.version === 'number' && state.version !== 4
      ? `The state has to be of format 4, got format ${state.version}.`
      : '"terraform state pull" gave something that is no state.',
    'Nothing was replaced.',
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

/** The same state, with our provider for all that ours can take over; everything else stays as it is. */
export function withOurProvider(text: string): string {
  // Numbers pass through as they are written: those of Kafka are beyond what JavaScript can hold.
  const held = text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `"${numberMark}${token}"`,
  );
  const state = JSON.parse(held) as { serial: string; resources: StateResource[] };
  const serial = (JSON.parse(text) as TerraformState).serial + 1;
  const resources = state.resources.map((resource) => {
    const address = officialAddress(resource);
    if (address === undefined || !isOurs(resource)) return resource;
    return { ...resource, provider: resource.provider.replace(`["${address}"]`, () => `["${ourProvider}"]`) };
  });
  const replaced = JSON.stringify({ ...state, serial, resources }, null, 2);
  return replaced.replace(new RegExp(`"${numberMark}([^"]+)"`, 'g'), (_, number: string) => number);
}

// A private use character: no attribute begins with it.
const numberMark = '\ue000number:';

function officialAddress({ provider }: StateResource): string | undefined {
  return officialProviders.find((address) => provider.includes(`provider["${address}"]`));
}

function isOurs({ mode, type }: StateResource): boolean {
  return ourTypes[mode]?.has(type) ?? false;
}
