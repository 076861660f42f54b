/** What a block is made of, as lists: asked for at every value, made once. */

import type { Attribute, Block, NestedBlock } from '../schema';

interface Entries {
  readonly attributes: readonly (readonly [name: string, attribute: Attribute])[];
  readonly blocks: readonly (readonly [name: string, block: NestedBlock])[];
}

const known = new WeakMap<Block, Entries>();

/** The attributes and the nested blocks, by name, in the order of the schema. */
export function entriesOf(block: Block): Entries {
  let entries = known.get(block);
  if (entries === undefined) {
    entries = { attributes: Object.entries(block.attributes), blocks: Object.entries(block.blocks ?? {}) };
    known.set(block, entries);
  }
  return entries;
}
