/** Visits every attribute of a planned object, at every depth, beside what the configuration and the prior state have there. */

import { asObject } from './compare';
import { type Nested, type Versions, versionsOfSet } from './elements';
import type { Path } from './path';
import type { Attribute, Block } from './schema';
import { isUnknown, type ObjectValue, type Value } from './value';

/** An attribute in its place. */
export interface Place {
  readonly path: Path;
  readonly attribute: Attribute;
  readonly prior: Value;
  readonly config: Value;
  readonly planned: Value;
  /** The object that holds the attribute, as it was and as it is configured; null where there was none. */
  readonly holder: Pick<Versions, 'prior' | 'config'>;
}

/** Returns the value to plan. What is inside of it is visited next. */
export type Visit = (place: Place) => Value;

export function mapAttributes(block: Block, versions: Versions, visit: Visit, path: Path = []): ObjectValue {
  const { prior, config, planned } = versions;
  const at = (name: string) => ({
    prior: prior?.[name] ?? null,
    config: config?.[name] ?? null,
    planned: planned[name] ?? null,
    path: [...path, name],
  });
  const attributes = Object.entries(block.attributes).map(([name, attribute]) => {
    const place = at(name);
    const value = visit({ ...place, attribute, holder: versions });
    return [name, attribute.nested ? mapNested(attribute.nested, { ...place, planned: value }, visit) : value];
  });
  const blocks = Object.entries(block.blocks ?? {}).map(([name, nested]) => [name, mapNested(nested, at(name), visit)]);
  return Object.fromEntries([...attributes, ...blocks]) as ObjectValue;
}

type Position = { readonly path: Path; readonly prior: Value; readonly config: Value; readonly planned: Value };

function mapNested(nested: Nested, { path, prior, config, planned }: Position, visit: Visit): Value {
  if (planned === null || isUnknown(planned)) {
    return planned;
  }
  const map = (parts: { prior: Value | undefined; config: Value | undefined; planned: Value }, step: Path) => {
    const object = asObject(parts.planned);
    if (object === null) return parts.planned;
    const versions = { prior: asObject(parts.prior), config: asObject(parts.config), planned: object };
    return mapAttributes(nested, versions, visit, [...path, ...step]);
  };
  switch (nested.nesting) {
    case 'single':
      return map({ prior, config, planned }, []);
    case 'list': {
      const [before, configured] = [asArray(prior), asArray(config)];
      return asArray(planned).map((element, index) =>
        map({ prior: before[index], config: configured[index], planned: element }, [index]),
      );
    }
    case 'map': {
      const [before, configured] = [asObject(prior), asObject(config)];
      return Object.fromEntries(
        Object.entries(planned as ObjectValue).map(([key, element]) => [
          key,
          map({ prior: before?.[key], config: configured?.[key], planned: element }, [key]),
        ]),
      );
    }
    case 'set':
      return versionsOfSet(nested, asArray(planned), config, prior).map((versions) => map(versions, []));
  }
}

const asArray = (value: Value): Value[] => (Array.isArray(value) ? value : []);
