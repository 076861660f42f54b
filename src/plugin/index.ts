/** A Terraform plugin server for Node.js, for any provider. */

export type { BaseContext, Context, Logger, ResourceContext } from './context';
export { checkProvider } from './core/schema-check';
export { type DataSource, type DataSourceContext, type DataSourceDefinition, defineDataSource } from './data-source';
export { type Diagnostic, DiagnosticError } from './diagnostics';
export {
  defineEphemeralResource,
  type EphemeralResource,
  type EphemeralResourceDefinition,
} from './ephemeral-resource';
export {
  ArgumentError,
  defineFunction,
  type FunctionDefinition,
  type FunctionParameter,
  type ProviderFunction,
} from './function';
export type { IdentityAttribute, ResourceIdentity } from './identity';
export type { ListedObject, ListOptions, ResourceListDefinition } from './list';
export { formatPath, type Path } from './path';
export { type Json, PrivateState } from './private-state';
export { defineProvider, type Provider, type ProviderDefinition } from './provider';
export {
  type CheckInput,
  defineResource,
  type MoveSource,
  type PlanAction,
  type PlanInput,
  type RawState,
  type Resource,
  type ResourceDefinition,
} from './resource';
export type {
  Attribute,
  AttributeChange,
  Attributes,
  Block,
  ConfigOf,
  NestedBlock,
  NumberValue,
  PlanOf,
  Schema,
  StateOf,
  Validator,
  ValidatorContext,
  ValueOf,
} from './schema';
export { encodeSchemaResponses, type SchemaResponses } from './server/schema-responses';
export { type ServeOptions, serve } from './server/serve';
export { type TimeoutOperation, timeoutsBlock } from './timeouts';
export { isWhollyKnown } from './value/compare';
export { parseNumber } from './value/number';
export { isPlainObject, toDynamic } from './value/type';
export {
  Decimal,
  Dynamic,
  isUnknown,
  type ObjectValue,
  type Type,
  Unknown,
  unknown,
  type Value,
} from './value/value';
