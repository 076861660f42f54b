/** Messages for schemas. */

import {
  bool,
  bytes,
  defineMessage,
  type Encodable,
  enumeration,
  int64,
  type MessageType,
  map,
  message,
  repeated,
  string,
} from '../field';
import { type RequestOf, type ResponseOf, unary } from '../service';
import { functionDefinition } from './function';
import { diagnostics, serverCapabilities } from './shared';

export const StringKind = { plain: 0, markdown: 1 } as const;

/** The nesting of a block or attribute. `group` is for blocks only. */
export const NestingMode = { single: 1, list: 2, set: 3, map: 4, group: 5 } as const;

/** An attribute with either `type` (Terraform's JSON form, as bytes) or `nestedType`. */
export interface SchemaAttribute {
  readonly name?: string;
  readonly type?: Uint8Array;
  readonly nestedType?: SchemaObject;
  readonly description?: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly descriptionKind?: number;
  readonly deprecated?: boolean;
  readonly writeOnly?: boolean;
  readonly deprecationMessage?: string;
}

/** The type of a nested attribute. */
export interface SchemaObject {
  readonly attributes?: readonly SchemaAttribute[];
  readonly nesting?: number;
}

export interface SchemaBlock {
  readonly version?: number | bigint;
  readonly attributes?: readonly SchemaAttribute[];
  readonly blockTypes?: readonly SchemaNestedBlock[];
  readonly description?: string;
  readonly descriptionKind?: number;
  readonly deprecated?: boolean;
  readonly deprecationMessage?: string;
  readonly computed?: boolean;
}

export interface SchemaNestedBlock {
  readonly typeName?: string;
  readonly block?: SchemaBlock;
  readonly nesting?: number;
  readonly minItems?: number | bigint;
  readonly maxItems?: number | bigint;
}

export const schemaAttribute: MessageType<SchemaAttribute, SchemaAttribute> = defineMessage(
  'tfplugin6.Schema.Attribute',
  {
    name: string(1),
    type: bytes(2),
    nestedType: message(10, () => schemaObject),
    description: string(3),
    required: bool(4),
    optional: bool(5),
    computed: bool(6),
    sensitive: bool(7),
    descriptionKind: enumeration(8),
    deprecated: bool(9),
    writeOnly: bool(11),
    deprecationMessage: string(12),
  },
);

export const schemaObject: MessageType<SchemaObject, SchemaObject> = defineMessage('tfplugin6.Schema.Object', {
  attributes: repeated(message(1, schemaAttribute)),
  nesting: enumeration(3),
});

export const schemaBlock: MessageType<SchemaBlock, SchemaBlock> = defineMessage('tfplugin6.Schema.Block', {
  version: int64(1),
  attributes: repeated(message(2, schemaAttribute)),
  blockTypes: repeated(message(3, () => schemaNestedBlock)),
  description: string(4),
  descriptionKind: enumeration(5),
  deprecated: bool(6),
  deprecationMessage: string(7),
  computed: bool(8),
});

export const schemaNestedBlock: MessageType<SchemaNestedBlock, SchemaNestedBlock> = defineMessage(
  'tfplugin6.Schema.NestedBlock',
  {
    typeName: string(1),
    block: message(2, schemaBlock),
    nesting: enumeration(3),
    minItems: int64(4),
    maxItems: int64(5),
  },
);

export const schema = defineMessage('tfplugin6.Schema', { version: int64(1), block: message(2, schemaBlock) });
export type Schema = Encodable<typeof schema>;

export const identityAttribute = defineMessage('tfplugin6.ResourceIdentitySchema.IdentityAttribute', {
  name: string(1),
  type: bytes(2),
  requiredForImport: bool(3),
  optionalForImport: bool(4),
  description: string(5),
});
export type IdentityAttribute = Encodable<typeof identityAttribute>;

export const resourceIdentitySchema = defineMessage('tfplugin6.ResourceIdentitySchema', {
  version: int64(1),
  identityAttributes: repeated(message(2, identityAttribute)),
});
export type ResourceIdentitySchema = Encodable<typeof resourceIdentitySchema>;

const typeName = (name: string) => defineMessage(`tfplugin6.GetMetadata.${name}`, { typeName: string(1) });

export const getMetadata = unary(
  'GetMetadata',
  {},
  {
    serverCapabilities: message(1, serverCapabilities),
    diagnostics: diagnostics(2),
    dataSources: repeated(message(3, typeName('DataSourceMetadata'))),
    resources: repeated(message(4, typeName('ResourceMetadata'))),
    functions: repeated(message(5, defineMessage('tfplugin6.GetMetadata.FunctionMetadata', { name: string(1) }))),
    ephemeralResources: repeated(message(6, typeName('EphemeralMetadata'))),
    listResources: repeated(message(7, typeName('ListResourceMetadata'))),
  },
);
export type GetMetadataRequest = RequestOf<typeof getMetadata>;
export type GetMetadataResponse = ResponseOf<typeof getMetadata>;

export const getProviderSchema = unary(
  'GetProviderSchema',
  {},
  {
    provider: message(1, schema),
    resourceSchemas: map(message(2, schema)),
    dataSourceSchemas: map(message(3, schema)),
    diagnostics: diagnostics(4),
    providerMeta: message(5, schema),
    serverCapabilities: message(6, serverCapabilities),
    functions: map(message(7, functionDefinition)),
    ephemeralResourceSchemas: map(message(8, schema)),
    listResourceSchemas: map(message(9, schema)),
  },
);
export type GetProviderSchemaRequest = RequestOf<typeof getProviderSchema>;
export type GetProviderSchemaResponse = ResponseOf<typeof getProviderSchema>;

export const getResourceIdentitySchemas = unary(
  'GetResourceIdentitySchemas',
  {},
  { identitySchemas: map(message(1, resourceIdentitySchema)), diagnostics: diagnostics(2) },
);
export type GetResourceIdentitySchemasRequest = RequestOf<typeof getResourceIdentitySchemas>;
export type GetResourceIdentitySchemasResponse = ResponseOf<typeof getResourceIdentitySchemas>;
