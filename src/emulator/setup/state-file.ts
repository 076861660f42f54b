/** The state on disk: one JSON file, replaced as a whole, so that a kill leaves the old or the new. */

import { existsSync, readFileSync } from 'node:fs';
import { writeFileAtomically } from '../../support/atomic-file';
import { type CmkRecord, type ProjectRecord, type ServiceRecord, Store } from '../account/store';
import { isObject } from '../input';

/** Raised when the file's form changes; another version is refused. */
const version = 1;

/** A project as it stands in the file: lists in place of maps. */
type ProjectState = Omit<ProjectRecord, 'cmks' | 'services'> & { cmks: CmkRecord[]; services: ServiceRecord[] };

interface State {
  version: number;
  /** How far the emulator's clock had been moved ahead, in ms. */
  clockOffset: number;
  projects: ProjectState[];
}

/** Replaces the state file. Its content includes passwords, so only its owner may read it. */
export function writeState(path: string, store: Store, clockOffset: number): void {
  const projects = [...store.projects.values()].map((project) => ({
    ...project,
    cmks: [...project.cmks.values()],
    services: [...project.services.values()],
  }));
  const state: State = { version, clockOffset, projects };
  try {
    writeFileAtomically(path, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  } catch (reason) {
    throw new Error(`cannot write the state file '${path}': ${(reason as Error).message}`);
  }
}

function isState(value: unknown): value is State {
  return isObject(value) && value.version === version && Array.isArray(value.projects);
}

/** The state of a file; undefined when there is none. Throws, naming the file, when it is not one of ours. */
export function readState(path: string): { store: Store; clockOffset: number } | undefined {
  if (!existsSync(path)) {
    return undefined;
  }
  let state: unknown;
  try {
    state = JSON.parse(readFileSync(path, 'utf8'));
  } catch (reason) {
    throw new Error(`cannot read the state file '${path}': ${(reason as Error).message}`);
  }
  if (!isState(state)) {
    throw new Error(
      `the state file '${path}' is not an emulator's state of version ${version}; move it away to start anew`,
    );
  }
  const store = new Store();
  for (const project of state.projects) {
    const cmks = new Map(project.cmks.map((cmk) => [cmk.id, cmk]));
    const services = new Map(project.services.map((service) => [service.service_name, service]));
    store.projects.set(project.name, { ...project, cmks, services });
  }
  return { store, clockOffset: state.clockOffset };
}
