/** Labels for new resources in HCL. */

import type { AdoptedObject, Named } from './adoption';
import type { NamingContext } from './format';
import { Names, nameOfKey, slug, snakeCase } from './names';

/** A label that several projects want gets the project's name as a prefix. */
export function nameResources(objects: readonly AdoptedObject[], { all, addresses }: NamingContext): Named[] {
  const names = new Map<AdoptedObject, string>();
  for (const type of new Set(objects.map((object) => object.type))) {
    const entries = all.filter((entry) => entry.type === type);
    const inState = [...addresses].filter((address) => address.startsWith(`${type}.`));
    const taken = [...entries.map(({ name }) => name), ...inState.map((address) => address.slice(type.length + 1))];
    const ofType = objects.filter((object) => object.type === type);
    const wanted = ofType.map((object) => {
      const label = labelOf(object);
      const long = `${projectLabel(object.project)}_${label}`;
      const isShared =
        ofType.some((other) => other.project !== object.project && labelOf(other) === label) ||
        entries.some(({ project, name }) => name === label && project !== object.project) ||
        // An earlier run used the prefix.
        taken.includes(long);
      return isShared ? long : label;
    });
    for (const [index, name] of new Names(taken).takeAll(wanted, '_').entries()) {
      names.set(ofType[index] as AdoptedObject, name);
    }
  }
  return objects.map((object) => ({ ...object, name: names.get(object) as string }));
}

const labelOf = (object: AdoptedObject) => snakeCase(object.kind === 'key' ? nameOfKey(object.cmk) : object.id);

function projectLabel(project: string): string {
  const label = snakeCase(slug(project));
  return /^[a-z]/.test(label) ? label : `project_${label}`;
}
