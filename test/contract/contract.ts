/**
 * Checks recorded exchanges against the contract: JSON schemas of what Aiven declares, written from its OpenAPI description, the
 * BYOK guide and its Go client (docs/internals/api.md). They share nothing with the client and the emulator.
 */

import Ajv, { type ValidateFunction } from 'ajv';
import type { ServedOperationId } from '../../src/api/foreign';
import { keyOperations } from './schemas/keys';
import { projectOperations } from './schemas/projects';
import { errorBody, type JsonSchema, type OperationContract } from './schemas/schema';
import { serviceOperations } from './schemas/services';
import { staticIpOperations } from './schemas/static-ips';

export interface Exchange {
  method: string;
  path: string;
  /** Without the question mark. */
  query: string;
  /** Parsed; undefined if there was none. */
  requestBody: unknown;
  status: number;
  responseBody: unknown;
}

const operations: Record<ServedOperationId, OperationContract> = {
  ...projectOperations,
  ...keyOperations,
  ...serviceOperations,
  ...staticIpOperations,
};

const ajv = new Ajv({ allErrors: true });
const compiled = new Map<JsonSchema, ValidateFunction>();

/** What is wrong with a value, one line per problem, each with its place. */
function problemsOf(schema: JsonSchema, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath || 'the body'} ${message} ${'additionalProperty' in params ? `"${params.additionalProperty}"` : ''}`.trim(),
  );
}

/** The operation of a request; the longest path without a parameter wins (`accessors` before `{cmk_id}`). */
export function operationOf(method: string, path: string): ServedOperationId | undefined {
  const matches = (template: string) => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
  const found = (Object.keys(operations) as ServedOperationId[]).filter(
    (id) => operations[id].method === method && matches(operations[id].path),
  );
  return found.sort((a, b) => operations[a].path.split('{').length - operations[b].path.split('{').length)[0];
}

export function requestProblems({ method, path, query, requestBody }: Exchange): string[] {
  const id = operationOf(method, path);
  if (id === undefined) return [`${method} ${path} is no operation`];
  const { query: declared = [], request, requestOptional } = operations[id];
  const undeclared = [...new URLSearchParams(query).keys()].filter(
    (name) => name !== 'limit' && !declared.includes(name),
  );
  const problems = undeclared.map((name) => `the query "${name}" is not declared`);
  if (requestBody === undefined) return request && !requestOptional ? [...problems, 'the body is missing'] : problems;
  return [...problems, ...(request === undefined ? ['there is a body'] : problemsOf(request, requestBody))];
}

export function responseProblems({ method, path, status, responseBody }: Exchange): string[] {
  if (status >= 400) return problemsOf(errorBody, responseBody);
  const id = operationOf(method, path);
  return id === undefined ? [`${method} ${path} is no operation`] : problemsOf(operations[id].response, responseBody);
}
