/** Random messages of any type. */

import type { Field, MessageType } from '../../../src/plugin/wire/field';

/** A message with some of its fields set, in the form that our encoder takes. */
export function randomMessage(type: MessageType, random: () => number, depth = 0): { [name: string]: unknown } {
  const message: { [name: string]: unknown } = {};
  const usedGroups = new Set<string>();
  for (const [name, field] of Object.entries(type.fields)) {
    if (random() < 0.3 || (typeof field.type === 'function' && depth > 4)) continue;
    if (field.oneof !== undefined) {
      if (usedGroups.has(field.oneof)) continue;
      usedGroups.add(field.oneof);
    }
    const count = Math.floor(random() * 4);
    if (field.shape === 'single') message[name] = randomElement(field, random, depth);
    else {
      const elements = Array.from({ length: count }, () => randomElement(field, random, depth));
      message[name] =
        field.shape === 'repeated'
          ? elements
          : Object.fromEntries(elements.map((element, index) => [`k${index}`, element]));
    }
  }
  return message;
}

function randomElement(field: Field, random: () => number, depth: number): unknown {
  if (typeof field.type === 'function') return randomMessage(field.type(), random, depth + 1);
  switch (field.type) {
    case 'string':
      return pick(['', 'a', 'größe 密钥 🔑', 'x'.repeat(200), '\u0000', '__proto__'], random);
    case 'bytes':
      return Buffer.from(Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 256)));
    case 'bool':
      return random() < 0.5;
    case 'enum':
      return pick([0, 1, 2, 127, 128, 2 ** 31 - 1, -1], random);
    case 'int64':
      return pick([0, 1, -1, 300, 2 ** 40, Number.MAX_SAFE_INTEGER, 2n ** 63n - 1n, -(2n ** 63n)], random);
  }
}

function pick<T>(choices: readonly T[], random: () => number): T {
  return choices[Math.floor(random() * choices.length)] as T;
}
