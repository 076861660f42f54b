/** Which keys and services a Terraform state manages, whichever provider manages them. */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatCmkImportId, formatServiceImportId } from '../../aiven';
import { CliError } from '../errors/cli-error';
import { systemReason } from '../errors/system-reason';
import { bindingType, keyType, type Managed } from './adoption';
import { stacksOf } from './app';
import { type Extension, readText } from './files';

export interface StateObjects extends Managed {
  /** Addresses in the root module, such as "aiven_cmk.orders". */
  addresses: ReadonlySet<string>;
}

interface StateResource {
  type: string;
  /** Address in the root module; undefined for a resource of another module. */
  address?: string;
  attributes: { readonly [name: string]: unknown };
}

type Json = { readonly [name: string]: unknown };

/** Where the state of the configuration in a folder is read from. */
export interface StateSources {
  /** Folders in which "terraform show -json" prints it. */
  folders: string[];
  /** State files. */
  files: string[];
}

/** Finds the state of the Terraform configuration in a folder, or of the stacks of the CDKTF app that it belongs to. */
export function findState(folder: string, extension: Extension, env: { TF_DATA_DIR?: string }): StateSources {
  const data = env.TF_DATA_DIR || '.terraform';
  // Terraform writes this file when it initializes a backend.
  const hasBackend = (path: string) => existsSync(join(resolve(path, data), 'terraform.tfstate'));
  if (extension === 'tf') {
    const isLocal = ['terraform.tfstate', 'terraform.tfstate.d'].some((name) => existsSync(join(folder, name)));
    return { folders: isLocal || hasBackend(folder) ? [folder] : [], files: [] };
  }
  const { root = folder, stacks = [] } = stacksOf(folder) ?? {};
  const initialized = stacks.filter((stack) => hasBackend(stack.folder));
  const files = stacks
    .filter((stack) => !initialized.includes(stack))
    // Where CDKTF keeps the state of a stack without a backend.
    .map(({ name }) => join(root, `terraform.${name}.tfstate`))
    .filter((path) => existsSync(path));
  return { folders: initialized.map((stack) => stack.folder), files };
}

/** What several states manage together. */
export function mergeStates(states: readonly StateObjects[]): StateObjects {
  const all = (name: keyof StateObjects) => new Set(states.flatMap((state) => [...state[name]]));
  return { keys: all('keys'), services: all('services'), bindings: all('bindings'), addresses: all('addresses') };
}

/** @throws CliError when the file is not a Terraform state */
export function readStateFile(path: string): StateObjects {
  return parseState(readText(path), `"${path}"`);
}

/**
 * Reads a state file of format 4 (Terraform 0.12 and later), or what "terraform show -json" prints.
 * @param source names the state in errors
 * @throws CliError for any other text
 */
export function parseState(text: string, source: string): StateObjects {
  let state: Json;
  try {
    state = Object(JSON.parse(text));
  } catch (error) {
    throw new CliError(`${source} is not a Terraform state: ${systemReason(error)}.`, howToGetOne);
  }
  if (state.version === 4 && Array.isArray(state.resources)) return objectsOf(state.resources.flatMap(fromStateFile));
  if (typeof state.format_version === 'string' && state.resource_changes === undefined) {
    return objectsOf(fromModule(Object(Object(state.values).root_module), true));
  }
  throw new CliError(`${source} is not a Terraform state of format 4.`, howToGetOne);
}

const howToGetOne = 'Write the state to a file with "terraform state pull > FILE".';

function fromStateFile(resource: Json): StateResource[] {
  const { mode, type, name, module, instances } = resource;
  if (mode !== 'managed' || !Array.isArray(instances)) return [];
  const address = module === undefined ? `${type}.${name}` : undefined;
  // A resource without instances still has its address.
  const all = instances.length === 0 ? [{}] : instances;
  return all.map(({ attributes }: Json) => ({ type: String(type), address, attributes: Object(attributes) }));
}

function fromModule(module: Json, isRoot: boolean): StateResource[] {
  const { resources = [], child_modules: children = [] } = module as { [name: string]: Json[] };
  const own = resources
    .filter(({ mode }) => mode === 'managed')
    .map(({ type, name, values }) => ({
      type: String(type),
      address: isRoot ? `${type}.${name}` : undefined,
      attributes: Object(values),
    }));
  return [...own, ...children.flatMap((child) => fromModule(child, false))];
}

function objectsOf(resources: readonly StateResource[]): StateObjects {
  const state = {
    keys: new Set<string>(),
    services: new Set<string>(),
    bindings: new Set<string>(),
    addresses: new Set<string>(),
  };
  for (const { type, address, attributes } of resources) {
    if (!type.startsWith('aiven_')) continue;
    if (address !== undefined) state.addresses.add(address);
    const { project, cmk_id: cmkId, service_name: serviceName, plan } = attributes;
    if (typeof project !== 'string') continue;
    if (type === keyType && typeof cmkId === 'string') state.keys.add(formatCmkImportId({ project, cmkId }));
    // Many resource types have a service name, but only services have a plan.
    const isBinding = type === bindingType;
    if (typeof serviceName !== 'string' || !(isBinding || typeof plan === 'string')) continue;
    const id = formatServiceImportId({ project, serviceName });
    state.services.add(id);
    if (isBinding) state.bindings.add(id);
  }
  return state;
}
