/** The state file: one JSON file, replaced as a whole. */

import { existsSync } from 'node:fs';
import { writeFileAtomically } from '../../support/atomic-file';
import { parseJson, stringifyJson } from '../../support/json';
import { readText } from '../../support/read-file';
import { type CmkRecord, type ProjectRecord, type ServiceRecord, type StaticIpRecord, Store } from '../account/store';
import { isObject } from '../input';

/** The version of the file format. A file of another version is rejected. */
const version = 3;

/** A project in the file: arrays instead of maps. */
type StoredProject = Omit<ProjectRecord, 'cmks' | 'services' | 'staticIps'> & {
  cmks: CmkRecord[];
  services: ServiceRecord[];
  staticIps: StaticIpRecord[];
};

interface StoredState {
  version: number;
  /** How far the emulator's clock was ahead of its source, in milliseconds. */
  clockOffset: number;
  projects: StoredProject[];
}

/** Replaces the state file. It contains passwords, so only its owner may read it. @throws Error that names the file */
export function writeState(path: string, store: Store, clockOffset: number): void {
  const projects = [...store.projects.values()].map((project) => ({
    ...project,
    cmks: [...project.cmks.values()],
    services: [...project.services.values()],
    staticIps: [...project.staticIps.values()],
  }));
  const state: StoredState = { version, clockOffset, projects };
  try {
    writeFileAtomically(path, `${stringifyJson(state)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new Error(`Cannot write the state file "${path}": ${(error as Error).message}`);
  }
}

function isStoredState(value: unknown): value is StoredState {
  return isObject(value) && value.version === version && Array.isArray(value.projects);
}

/** Returns the stored state, or undefined if the file does not exist. @throws Error that names the file if it is not a state file */
export function readState(path: string): { store: Store; clockOffset: number } | undefined {
  if (!existsSync(path)) return undefined;
  let state: unknown;
  try {
    state = parseJson(readText(path));
  } catch (error) {
    throw new Error(`Cannot read the state file "${path}": ${(error as Error).message}`);
  }
  if (!isStoredState(state)) {
    throw new Error(
      `The file "${path}" is not a state file of version ${version}; move it away to start with an empty state`,
    );
  }
  const store = new Store();
  for (const project of state.projects) {
    const cmks = new Map(project.cmks.map((cmk) => [cmk.id, cmk]));
    const services = new Map(project.services.map((service) => [service.service_name, service]));
    const staticIps = new Map(project.staticIps.map((address) => [address.static_ip_address_id, address]));
    store.projects.set(project.name, { ...project, cmks, services, staticIps });
  }
  return { store, clockOffset: state.clockOffset };
}
