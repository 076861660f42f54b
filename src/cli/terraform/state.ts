/** Reads the resources in a Terraform state, in the formats in which Terraform writes it. */

import { parseJson } from '../../support/json';
import { systemReason } from '../../support/system-reason';
import { CliError } from '../errors/cli-error';
import { readText } from './files';

export interface StateResource {
  type: string;
  /** As Terraform's commands take it, such as `module.a.aiven_cmk.orders["eu"]`. */
  address: string;
  /** Without the key of an instance, and only for the root module: `aiven_cmk.orders`. */
  rootAddress?: string;
  attributes: { readonly [name: string]: unknown };
  /** Addresses of the resources that the configuration refers to. */
  dependsOn: readonly string[];
  /** Replaced, and still to be destroyed. */
  isDeposed: boolean;
}

type Json = { readonly [name: string]: unknown };

/** @throws CliError when the file is not a Terraform state */
export function readStateFile(path: string): StateResource[] {
  return parseState(readText(path), `"${path}"`);
}

/**
 * Reads the managed resources of a state file of format 4 (Terraform 0.12 and later), or what "terraform show -json" prints.
 * @param source names the state in errors
 * @throws CliError for any other text
 */
export function parseState(text: string, source: string): StateResource[] {
  let state: Json;
  try {
    state = Object(parseJson(text));
  } catch (error) {
    throw new CliError(`${source} is not a Terraform state: ${systemReason(error)}.`, howToGetOne);
  }
  try {
    if (state.version === 4 && Array.isArray(state.resources)) return state.resources.flatMap(fromStateFile);
    if (typeof state.format_version === 'string' && state.resource_changes === undefined) {
      return fromModule(Object(Object(state.values).root_module), true);
    }
  } catch {
    // A part of another type, or nested beyond what Terraform writes.
  }
  throw new CliError(`${source} is not a Terraform state of format 4.`, howToGetOne);
}

const howToGetOne = 'Write the state to a file with "terraform state pull > FILE".';

function fromStateFile({ mode, type, name, module, instances }: Json): StateResource[] {
  if (mode !== 'managed' || !Array.isArray(instances)) return [];
  const address = `${module === undefined ? '' : `${module}.`}${type}.${name}`;
  // A resource without instances still has its address.
  const all = instances.length === 0 ? [{}] : instances;
  return all.map(({ index_key: key, attributes, dependencies, deposed }: Json) => ({
    type: String(type),
    address: key === undefined ? address : `${address}[${JSON.stringify(key)}]`,
    rootAddress: module === undefined ? address : undefined,
    attributes: Object(attributes),
    dependsOn: textsOf(dependencies),
    isDeposed: deposed !== undefined,
  }));
}

function fromModule(module: Json, isRoot: boolean): StateResource[] {
  const { resources = [], child_modules: children = [] } = module as { [name: string]: Json[] };
  const own = resources
    .filter(({ mode }) => mode === 'managed')
    .map(({ type, name, address, values, depends_on: dependsOn, deposed_key: deposed }) => ({
      type: String(type),
      address: String(address ?? `${type}.${name}`),
      rootAddress: isRoot ? `${type}.${name}` : undefined,
      attributes: Object(values),
      dependsOn: textsOf(dependsOn),
      isDeposed: deposed !== undefined,
    }));
  return [...own, ...children.flatMap((child) => fromModule(child, false))];
}

const textsOf = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);
