/** The entries of a block as lists, cached because every value needs them. */

import type { Attribute, Block, NestedBlock } from '../schema';

interface Entries {
  readonly attributes: readonly (readonly [name: string, attribute: Attribute])[];
  readonly blocks: readonly (readonly [name: string, block: NestedBlock])[];
}

const known = new WeakMap<Block, Entries>();

/** Returns the attributes and nested blocks with their names, in schema order. */
export function entriesOf(block: Block): Entries {
  let entries = known.get(block);
  if (entries === undefined) {
    entries = { attributes: Object.entries(block.attributes), blocks: Object.entries(block.blocks ?? {}) };
    known.set(block, entries);
  }
  return entries;
}
