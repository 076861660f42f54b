/** Decides what each generated file contains after a run. Pure functions: they neither read nor write. */

import {
  type AdoptedObject,
  type FoundProject,
  findListed,
  findNew,
  inOrder,
  type ListedObjects,
  managedBy,
  type Named,
  type NewObjects,
  type Wanted,
} from './adoption';
import { type AdoptedFile, fileName } from './files';
import type { CodeFormat } from './format';
import { impliedName } from './hcl';
import { formatFile, type Manifest, type ManifestEntry } from './manifest';
import type { StateObjects } from './state';

export interface AdoptInput {
  format: CodeFormat;
  /** The generated files of the folder. */
  files: readonly AdoptedFile[];
  /** What Aiven returned, at least for every project that an unedited file lists. */
  found: readonly FoundProject[];
  /** Projects to look for new objects in. */
  requested: readonly string[];
  wanted: Wanted;
  state: StateObjects;
  /** Leave objects in their files that no longer exist in Aiven. */
  keepMissing: boolean;
  /** Local name of the provider, for HCL. @default what the files have; for the first file, the file declares the provider */
  providerName?: string;
  /** The package that constructs are imported from. */
  packageName: string;
}

export interface FileWrite {
  name: string;
  /** With LF line endings. */
  text: string;
  /** Undefined for a new file. */
  before?: string;
  number: number;
}

/** An object that a file lists and that Aiven no longer has as the file has it. */
export interface LostObject {
  entry: ManifestEntry;
  file: AdoptedFile;
  /**
   * `edited`: it is in an edited file. `detached`: the service no longer uses a key, and the file keeps its last one. `followed`:
   * the service uses another key, and so does the file. `moved`: the same, but the file is left alone.
   */
  outcome: 'removed' | 'kept' | 'edited' | 'detached' | 'followed' | 'moved';
  /** ID of the key that the service uses now. */
  cmkId?: string;
}

export interface AdoptPlan {
  /** In the order of the requested projects. */
  projects: NewObjects[];
  lost: LostObject[];
  writes: FileWrite[];
  /** Files that were left alone, so that new objects go to another one. */
  skipped: AdoptedFile[];
}

export function planAdoption(input: AdoptInput): AdoptPlan {
  const { files, found, requested, wanted, keepMissing, format } = input;
  const all = files.flatMap(({ entries }) => entries);
  const known = { listed: managedBy(all), state: withoutRemoved(input, all) };
  const projects = found
    .filter(({ project }) => requested.includes(project))
    .map((project) => findNew(project, wanted, known));
  const reviews = files.map((file) => review(file, input));
  const rewritable = reviews.filter(({ file, missing }) => !file.isEdited && !(keepMissing && missing.length > 0));
  const lost = reviews.flatMap((one) => lostObjects(one, rewritable.includes(one)));

  const objects = projects.flatMap((project) => project.objects);
  const target = rewritable[0];
  const number = target?.file.number ?? (files.at(-1)?.number ?? 0) + 1;
  const own = target?.file.entries ?? [];
  const earlier = objects.map((object) => earlierName(object, format.extension === 'tf' ? all : own));
  const named = [
    ...objects.flatMap((object, index) => {
      const name = earlier[index];
      return name === undefined ? [] : [{ ...object, name }];
    }),
    ...format.nameNew(
      objects.filter((_, index) => earlier[index] === undefined),
      {
        number,
        own,
        kept: target?.kept ?? [],
        all,
        addresses: input.state.addresses,
        cmksOf: (project) => found.find((one) => one.project === project)?.cmks ?? [],
      },
    ),
  ];
  const writes = rewritable.flatMap((one) => write(one, one === target ? named : [], input) ?? []);
  if (target === undefined && named.length > 0) {
    const manifest = { entries: [], providerName: nameForNewFile(input) };
    writes.push(render({ name: fileName(number, format.extension), number }, manifest, named, input));
  }
  const skipped = target === undefined && named.length > 0 ? [...files] : [];
  return { projects, lost, writes, skipped };
}

/**
 * Leaves out of the state what a file once listed and dropped because it was missing: if it exists again, it is new. A state that
 * was not refreshed since then still has it, and without its code the next apply would destroy it.
 */
function withoutRemoved({ state, format }: AdoptInput, entries: readonly ManifestEntry[]): StateObjects {
  const back = managedBy(
    entries
      .filter(({ isRemoved }) => isRemoved)
      .filter((entry) => [...state.addresses].some((address) => format.isAddressOf(address, entry)))
      .map((entry) => ({ ...entry, isRemoved: false })),
  );
  const without = (ids: ReadonlySet<string>, others: ReadonlySet<string>) =>
    new Set([...ids].filter((id) => !others.has(id)));
  return {
    ...state,
    keys: without(state.keys, back.keys),
    services: without(state.services, back.services),
    bindings: without(state.bindings, back.bindings),
  };
}

/** An object that exists again gets its name back, which is its address in the state. */
function earlierName({ type, project, id }: AdoptedObject, entries: readonly ManifestEntry[]): string | undefined {
  return entries.find((entry) => entry.isRemoved && entry.type === type && entry.project === project && entry.id === id)
    ?.name;
}

interface Review extends ListedObjects {
  file: AdoptedFile;
}

function review(file: AdoptedFile, { found }: AdoptInput): Review {
  const parts = found.map((project) => findListed(project, file.entries));
  return {
    file,
    kept: parts.flatMap(({ kept }) => kept),
    missing: parts.flatMap(({ missing }) => missing),
    detached: parts.flatMap(({ detached }) => detached),
    moved: parts.flatMap(({ moved }) => moved),
  };
}

function lostObjects({ file, missing, detached, moved }: Review, isRewritten: boolean): LostObject[] {
  const outcome = file.isEdited ? 'edited' : isRewritten ? 'removed' : 'kept';
  return [
    ...missing.map((entry): LostObject => ({ entry, file, outcome })),
    ...detached.map((entry): LostObject => ({ entry, file, outcome: 'detached' })),
    ...moved.map((one): LostObject => ({ ...one, file, outcome: isRewritten ? 'followed' : 'moved' })),
  ];
}

/** Returns undefined when the file would not change. */
function write({ file, kept, missing }: Review, added: readonly Named[], input: AdoptInput): FileWrite | undefined {
  const present = file.entries.filter(({ isRemoved }) => !isRemoved);
  if (kept.length + missing.length !== present.length) {
    throw new Error(`"${file.name}" lists objects of a project that was not read.`);
  }
  const removed = file.entries
    .filter((entry) => entry.isRemoved || missing.includes(entry))
    .filter((entry) => !added.some(({ type, name }) => type === entry.type && name === entry.name))
    .map(({ key: _, ...entry }) => ({ ...entry, isRemoved: true }));
  const manifest = { entries: removed, providerName: input.providerName ?? file.providerName };
  const result = render(file, manifest, [...kept, ...added], input);
  return file.text.replaceAll('\r\n', '\n') === result.text ? undefined : { ...result, before: file.text };
}

function render(
  { name, number, entries = [] }: { name: string; number: number; entries?: readonly ManifestEntry[] },
  { entries: removed, providerName }: Manifest,
  objects: readonly Named[],
  { format, found, packageName }: AdoptInput,
): FileWrite {
  // Projects keep their order, so that a run with other projects moves nothing.
  const names = new Set([...entries, ...objects].map(({ project }) => project));
  const projects = [...names].flatMap((project) => {
    const cmks = found.find((one) => one.project === project)?.cmks ?? [];
    const own = objects.filter((object) => object.project === project);
    return own.length === 0 ? [] : [{ project, objects: inOrder(own, cmks), cmks }];
  });
  const code = format.code({ projects, removed, providerName, packageName });
  const manifest = { entries: [...projects.flatMap((one) => one.objects).map(entryOf), ...removed], providerName };
  return { name, number, text: formatFile(format.comment, format.introduction, manifest, code) };
}

function entryOf(object: Named): ManifestEntry {
  const { type, project, id, name } = object;
  const key = object.kind === 'key' ? null : object.cmkId;
  return { type, project, id, name, ...(key === null ? {} : { key }) };
}

/** Only the first file of a folder can declare the provider: Terraform allows one declaration. */
function nameForNewFile({ files, format, providerName }: AdoptInput): string | undefined {
  if (format.extension !== 'tf' || providerName !== undefined) return providerName;
  return files.length === 0 ? undefined : (files[0]?.providerName ?? impliedName);
}
