/** The Terraform type of a schema: that of a resource's config, plan and state. */

import type { Attribute, Block, NestedBlock } from '../schema';
import type { Type } from '../value/value';

const known = new WeakMap<Block, Type>();

/** The object type of all attributes and blocks. */
export function typeOfBlock(block: Block): Type {
  let type = known.get(block);
  if (type === undefined) {
    const attributes = Object.entries(block.attributes).map(([name, attribute]) => [name, typeOfAttribute(attribute)]);
    const blocks = Object.entries(block.blocks ?? {}).map(([name, nested]) => [name, typeOfNested(nested)]);
    type = ['object', Object.fromEntries([...attributes, ...blocks]) as { [name: string]: Type }];
    known.set(block, type);
  }
  return type;
}

export function typeOfAttribute(attribute: Attribute): Type {
  return attribute.nested === undefined ? attribute.type : typeOfNested(attribute.nested);
}

/** The type of a nested block or attribute, including its nesting. */
export function typeOfNested(nested: Block & { readonly nesting: NestedBlock['nesting'] | 'map' }): Type {
  return nested.nesting === 'single' ? typeOfBlock(nested) : [nested.nesting, typeOfBlock(nested)];
}
