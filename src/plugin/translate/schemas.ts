/** Converts schemas to messages. */

import type { ResourceIdentity } from '../identity';
import type { Attribute, Block, NestedBlock, Schema } from '../schema';
import type { Type } from '../value/value';
import * as wire from '../wire/messages';

export function toSchemaMessage(schema: Schema): wire.Schema {
  const version = schema.version ?? 0;
  return { version, block: { ...toBlockMessage(schema), version } };
}

export function toIdentitySchemaMessage(identity: ResourceIdentity): wire.ResourceIdentitySchema {
  return {
    version: identity.version ?? 0,
    identityAttributes: Object.entries(identity.attributes).map(([name, attribute]) => ({
      name,
      type: typeBytes(attribute.type),
      requiredForImport: attribute.requiredForImport,
      optionalForImport: attribute.optionalForImport,
      description: attribute.description,
    })),
  };
}

function toBlockMessage(
  block: Block & { readonly description?: string; readonly deprecated?: string },
): wire.SchemaBlock {
  return {
    attributes: toAttributeMessages(block.attributes),
    blockTypes: Object.entries(block.blocks ?? {}).map(([name, nested]) => toNestedBlockMessage(name, nested)),
    description: block.description,
    descriptionKind: wire.StringKind.markdown,
    deprecated: block.deprecated !== undefined,
  };
}

function toNestedBlockMessage(typeName: string, nested: NestedBlock): wire.SchemaNestedBlock {
  const { nesting, minItems, maxItems } = nested;
  return { typeName, block: toBlockMessage(nested), nesting: wire.NestingMode[nesting], minItems, maxItems };
}

/** Messages of attributes that several schemas share, so that each is encoded once. */
const cached = new WeakMap<Attribute, wire.SchemaAttribute>();

const toAttributeMessages = (attributes: Block['attributes']): wire.SchemaAttribute[] =>
  Object.entries(attributes).map(([name, attribute]) => {
    const known = cached.get(attribute);
    if (known?.name === name) return known;
    const message = Object.freeze(toAttributeMessage(name, attribute));
    cached.set(attribute, message);
    return message;
  });

function toAttributeMessage(name: string, attribute: Attribute): wire.SchemaAttribute {
  const { type, nested, description, required, optional, computed, sensitive, writeOnly, deprecated } = attribute;
  return {
    name,
    type: type === undefined ? undefined : typeBytes(type),
    nestedType: nested && {
      attributes: toAttributeMessages(nested.attributes),
      nesting: wire.NestingMode[nested.nesting],
    },
    description,
    descriptionKind: wire.StringKind.markdown,
    required,
    optional,
    computed,
    sensitive,
    writeOnly,
    deprecated: deprecated !== undefined,
  };
}

export const typeBytes = (type: Type): Uint8Array => Buffer.from(JSON.stringify(type));
