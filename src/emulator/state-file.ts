/** The state on disk: one JSON file, replaced as a whole, so that a kill leaves the old or the new. */

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isObject } from './input';
import { type ProjectRecord, Store } from './store';

/** Raised when the file's form changes; another version is refused. */
const version = 1;

interface State {
  version: number;
  /** How far the emulator's clock had been moved ahead, in ms. */
  clockOffset: number;
  projects: (Omit<ProjectRecord, 'cmks' | 'services'> & {
    cmks: unknown[];
    services: unknown[];
  })[];
}

/** Writes the state beside its place, then renames it there. */
export function writeState(path: string, store: Store, clockOffset: number): void {
  const projects = [...store.projects.values()].map((project) => ({
    ...project,
    cmks: [...project.cmks.values()],
    services: [...project.services.values()],
  }));
  const state: State = { version, clockOffset, projects };
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(beside, path);
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
  for (const { cmks, services, ...rest } of state.projects) {
    const project: ProjectRecord = {
      ...rest,
      cmks: new Map(
        (cmks as ProjectRecord['cmks'] extends Map<string, infer C> ? C[] : never).map((cmk) => [cmk.id, cmk]),
      ),
      services: new Map(
        (services as ProjectRecord['services'] extends Map<string, infer S> ? S[] : never).map((service) => [
          service.service_name,
          service,
        ]),
      ),
    };
    store.projects.set(project.name, project);
  }
  return { store, clockOffset: state.clockOffset };
}
