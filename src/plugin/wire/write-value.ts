/** Turns a value into the tree that msgpack encodes. Trusts that the value fits its type: `core/conform.ts` checks what authors return. */

import { formatNumber, parseNumber } from '../value/number';
import { namesOf, setKey, toDynamic } from '../value/type';
import { type Decimal, Dynamic, isUnknown, type ObjectValue, type Type, type Value } from '../value/value';

const INT64_MIN = -(2n ** 63n);
const UINT64_MAX = 2n ** 64n - 1n;

/** Missing attributes become null, and equal elements of a set one element. Unknown values stay `Unknown` in the tree. */
export function writeValue(type: Type, value: Value | undefined): unknown {
  if (value === null || value === undefined) return null;
  if (isUnknown(value)) return value;
  if (type === 'dynamic') return writeDynamic(value);
  if (value instanceof Dynamic) return writeValue(type, value.value);
  if (type === 'number') return writeNumber(value as number | bigint | Decimal);
  if (typeof type === 'string') return value;
  switch (type[0]) {
    case 'list':
      return (value as Value[]).map((element) => writeValue(type[1], element));
    case 'set':
      return withoutDuplicates((value as Value[]).map((element) => writeValue(type[1], element)));
    case 'tuple':
      return (value as Value[]).map((element, index) => writeValue(type[1][index] as Type, element));
    case 'map': {
      const map = value as ObjectValue;
      return writeEntries(Object.keys(map).sort(), map, () => type[1]);
    }
    case 'object':
      return writeEntries(namesOf(type[1]), value as ObjectValue, (name) => type[1][name] as Type);
  }
}

function writeEntries(names: readonly string[], value: ObjectValue, typeOf: (name: string) => Type): unknown {
  const tree: { [name: string]: unknown } = {};
  for (const name of names) {
    setKey(tree, name, writeValue(typeOf(name), Object.hasOwn(value, name) ? value[name] : null));
  }
  return tree;
}

/** Sends 64-bit integers as such, and anything else as decimal text, which Terraform reads at full precision. */
function writeNumber(value: number | bigint | Decimal): unknown {
  if (value === Infinity || value === -Infinity) return value;
  const plain = parseNumber(formatNumber(value) ?? '');
  if (typeof plain === 'number' && Number.isInteger(plain)) return plain;
  if (typeof plain === 'bigint' && plain >= INT64_MIN && plain <= UINT64_MAX) return plain;
  return String(plain);
}

function writeDynamic(value: Value): unknown {
  const dynamic = toDynamic(value);
  return dynamic.type === 'dynamic'
    ? writeValue('dynamic', dynamic.value)
    : [Buffer.from(JSON.stringify(dynamic.type)), writeValue(dynamic.type, dynamic.value)];
}

/** Keeps every unknown element: two of them may turn out to differ. */
function withoutDuplicates(elements: unknown[]): unknown[] {
  const seen = new Set<string>();
  return elements.filter((element) => {
    let hasUnknown = false;
    const key = JSON.stringify(element, (_, part) => {
      hasUnknown ||= isUnknown(part);
      return typeof part === 'bigint' ? { bigint: String(part) } : part;
    });
    const isNew = hasUnknown || !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
