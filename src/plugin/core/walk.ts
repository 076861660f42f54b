/** Visits every attribute of a planned object, at every depth, with its configured and prior values. */

import type { Path } from '../path';
import type { Attribute, Block } from '../schema';
import { asObject } from '../value/compare';
import { setKey } from '../value/type';
import { isUnknown, type ObjectValue, type Value } from '../value/value';
import { entriesOf } from './block-entries';
import { type Nested, type Versions, versionsOfSet } from './elements';

/** An attribute and its values. */
export interface Place {
  readonly path: Path;
  readonly attribute: Attribute;
  readonly prior: Value;
  readonly config: Value;
  readonly planned: Value;
  /** The object that contains the attribute, in the prior state and the configuration. Null where it does not exist. */
  readonly holder: Pick<Versions, 'prior' | 'config'>;
}

/** Returns the value to plan, whose nested attributes are visited next. */
export type Visit = (place: Place) => Value;

export function mapAttributes(block: Block, versions: Versions, visit: Visit, path: Path = []): ObjectValue {
  const { attributes, blocks } = entriesOf(block);
  const mapped: { [name: string]: Value } = {};
  for (const [name, attribute] of attributes) {
    const place = new AttributePlace(path, name, versions, attribute);
    const value = visit(place);
    setKey(mapped, name, attribute.nested ? mapNested(attribute.nested, place, value, visit) : value);
  }
  for (const [name, nested] of blocks) {
    const position = new Position(path, name, versions);
    setKey(mapped, name, mapNested(nested, position, position.planned, visit));
  }
  return mapped;
}

/** A name in an object. Getters look its values up lazily, because most visits need few of them. */
class Position {
  constructor(
    readonly above: Path,
    readonly name: string,
    readonly holder: Versions,
  ) {}

  get path(): Path {
    return [...this.above, this.name];
  }

  get prior(): Value {
    return this.holder.prior?.[this.name] ?? null;
  }

  get config(): Value {
    return this.holder.config?.[this.name] ?? null;
  }

  get planned(): Value {
    return this.holder.planned[this.name] ?? null;
  }
}

class AttributePlace extends Position implements Place {
  constructor(
    above: Path,
    name: string,
    holder: Versions,
    readonly attribute: Attribute,
  ) {
    super(above, name, holder);
  }
}

function mapNested(nested: Nested, position: Position, planned: Value, visit: Visit): Value {
  if (planned === null || isUnknown(planned)) return planned;
  const { path, prior, config } = position;
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
