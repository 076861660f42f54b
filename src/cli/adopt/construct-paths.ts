/** Construct paths for new objects in TypeScript: SCOPE/ID for a key or a service, SCOPE/KEY_ID/ID for a binding. */

import { sameCmkId } from '../../aiven';
import type { Cmk } from '../../client';
import { type AdoptedObject, keyType, type Named } from './adoption';
import type { NamingContext } from './format';
import type { ManifestEntry } from './manifest';
import { Names, nameOfKey } from './names';

/** A construct that stands for a key: either the key itself, or a lookup of a key that is not in the file. */
export interface KeyConstruct {
  id: string;
  cmkId: string;
  isLookup: boolean;
}

/** Returns the key constructs of a project in a file. A key that bindings use and the file does not have gets a lookup. */
export function keyConstructs(objects: readonly Named[]): KeyConstruct[] {
  const constructs: KeyConstruct[] = [];
  for (const { kind, id, name } of objects) {
    if (kind === 'key') constructs.push({ id: idOf(name), cmkId: id, isLookup: false });
  }
  for (const object of objects) {
    if (object.kind !== 'binding') continue;
    const id = parentOf(object);
    const isKnown = constructs.some((construct) => construct.id === id || sameCmkId(construct.cmkId, object.cmkId));
    if (!isKnown) constructs.push({ id, cmkId: object.cmkId, isLookup: true });
  }
  return constructs;
}

/** The construct to refer to a key by. */
export function constructOf(cmkId: string | null, constructs: readonly KeyConstruct[]): KeyConstruct | undefined {
  const ofKey = constructs.filter((construct) => sameCmkId(construct.cmkId, cmkId));
  return ofKey.find(({ isLookup }) => !isLookup) ?? ofKey[0];
}

export const scopeOf = (name: string): string => name.split('/')[0] as string;
export const parentOf = ({ name }: { name: string }): string => name.split('/')[1] as string;
export const idOf = (name: string): string => name.split('/').at(-1) as string;

export function nameConstructs(objects: readonly AdoptedObject[], context: NamingContext): Named[] {
  const names = new Map<AdoptedObject, string>();
  for (const project of new Set(objects.map((object) => object.project))) {
    nameInProject(
      objects.filter((object) => object.project === project),
      context.own.filter((entry) => entry.project === project),
      context.kept.filter((object) => object.project === project),
      { scope: freshScope(project, context), cmks: context.cmksOf(project) },
      names,
    );
  }
  return objects.map((object) => ({ ...object, name: names.get(object) as string }));
}

/** Each file has its own scope for a project, so that one stack can call all of them. */
function freshScope(project: string, { number, all }: NamingContext): string {
  for (let next = number; ; next += 1) {
    const scope = `adopted${next === 1 ? '' : next}-${project}`;
    if (!all.some(({ name }) => scopeOf(name) === scope)) return scope;
  }
}

function nameInProject(
  objects: readonly AdoptedObject[],
  own: readonly ManifestEntry[],
  kept: readonly Named[],
  fresh: { scope: string; cmks: readonly Cmk[] },
  names: Map<AdoptedObject, string>,
): void {
  const scope = own[0] === undefined ? fresh.scope : scopeOf(own[0].name);
  const ids = new Names(own.map(parentOf));
  const constructs = keyConstructs(kept);
  const isAddressOfKey = (id: string) => own.some(({ type, name }) => type === keyType && name === `${scope}/${id}`);

  const services = objects.filter(({ kind }) => kind === 'service');
  for (const [index, id] of ids.takeAll(services.map((service) => idOfService(service.id))).entries()) {
    names.set(services[index] as AdoptedObject, `${scope}/${id}`);
  }
  const keys = objects.filter((object) => object.kind === 'key');
  // A key takes the place of its lookup, so that it gets the bindings below it.
  const lookupOf = (cmkId: string) =>
    constructs.find((construct) => construct.isLookup && construct.cmkId === cmkId && !isAddressOfKey(construct.id));
  const others = keys.filter(({ id }) => lookupOf(id) === undefined);
  const otherIds = ids.takeAll(others.map(({ cmk }) => keyName(cmk)));
  for (const key of keys) {
    const id = lookupOf(key.id)?.id ?? (otherIds[others.indexOf(key)] as string);
    names.set(key, `${scope}/${id}`);
    constructs.unshift({ id, cmkId: key.id, isLookup: false });
  }
  for (const object of objects) {
    if (object.kind !== 'binding') continue;
    const { id, cmkId } = object;
    let parent = constructOf(cmkId, constructs);
    if (parent === undefined) {
      parent = { id: ids.take(nameOfLookup(cmkId, fresh.cmks)), cmkId, isLookup: true };
      constructs.push(parent);
    }
    names.set(object, `${scope}/${parent.id}/${idOfService(id)}`);
  }
}

/** The construct ID of a key that is looked up. */
export function nameOfLookup(cmkId: string, cmks: readonly Cmk[]): string {
  const cmk = cmks.find((one) => sameCmkId(one.cmkId, cmkId));
  return cmk === undefined ? `key-${cmkId.slice(0, 8)}` : keyName(cmk);
}

/** A property that every object inherits, such as `constructor`, cannot be a construct ID. */
export function idOfService(serviceName: string): string {
  return serviceName in {} ? `${serviceName}-service` : serviceName;
}

/** Contains "key", so that its variable is never a reserved word. */
function keyName(key: Cmk): string {
  const name = nameOfKey(key);
  return /(^key|-key)(-|$)/.test(name) ? name : `${name}-key`;
}
