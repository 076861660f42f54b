/** Executes a request: checks token, project and permission, calls the handler, and builds the response. */

import type { ServerResponse } from 'node:http';
import type { ServedOperationId, ServedOperations } from '../../api/foreign';
import type { AccountOperationId } from '../../api/wire';
import { parseJson, stringifyJson } from '../../support/json';
import type { Account } from '../account/account';
import type { ProjectRecord } from '../account/store';
import { ApiError, featureNotEnabled, forbidden, notFound } from '../api-error';
import type { Call, PathParameters } from '../handlers/handler';
import { accountHandlers, handlers } from '../handlers/operations';
import { type Match, routes } from '../handlers/router';

/** A response that has not been sent. */
export interface PreparedResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends a response, with its real length unless `headers` has another one. */
export function sendResponse(response: ServerResponse, { status, headers, body }: PreparedResponse): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}

/** Accepts both schemes (docs/internals/api.md#requests). Status and wording for a bad token: docs/internals/api.md#errors. */
function requireToken(account: Account, authorization: string | undefined): void {
  const [, token] = /^(?:bearer|aivenv1)\s+(\S+)$/i.exec(authorization?.trim() ?? '') ?? [];
  if (token === undefined) throw new ApiError(401, 'Missing or invalid authorization header');
  const { tokens, badTokenStatus } = account.settings;
  if (tokens !== undefined && !tokens.includes(token)) throw new ApiError(badTokenStatus, 'Invalid token');
}

/** docs/internals/api.md#errors */
function requireProject(account: Account, name: string): ProjectRecord {
  const project = account.store.projects.get(name);
  if (project === undefined) throw notFound('Project does not exist', 'project_not_found');
  return project;
}

/** docs/internals/api.md#errors */
function requirePermission(project: ProjectRecord, operation: ServedOperationId): void {
  const { deny } = project;
  const denied = deny === 'writes' ? routes[operation].method !== 'GET' : (deny as string[]).includes(operation);
  if (denied) throw forbidden('You do not have the permission that this operation needs in this project');
  if (!project.byok && operation.startsWith('CMK')) throw featureNotEnabled();
}

/** The input of an operation. */
export type OperationInput = PathParameters & Pick<Call, 'query' | 'body'>;

/** Executes an operation for a caller with a valid token. @throws ApiError */
export function executeOperation<O extends ServedOperationId>(
  account: Account,
  operation: O,
  input: OperationInput,
): ServedOperations[O]['response'] {
  if (isAccountOperation(operation)) return accountHandlers[operation](account);
  const project = requireProject(account, input.project);
  requirePermission(project, operation);
  return handlers[operation as ProjectOperationId]({ ...input, project, account });
}

type ProjectOperationId = Exclude<ServedOperationId, AccountOperationId>;

function isAccountOperation(operation: ServedOperationId): operation is AccountOperationId {
  return Object.hasOwn(accountHandlers, operation);
}

const json = { 'content-type': 'application/json' };

/** Builds an error response. Anything but an `ApiError` becomes a 500. */
export function toErrorResponse(error: unknown): PreparedResponse {
  const apiError =
    error instanceof ApiError
      ? error
      : new ApiError(500, `The emulator failed: ${error instanceof Error ? error.message : error}`);
  return {
    status: apiError.status,
    headers: { ...json, ...apiError.headers },
    body: JSON.stringify(apiError.toBody()),
  };
}

/** The status of a create is an option (docs/internals/api.md#requests). */
function successStatus(account: Account, operation: ServedOperationId): number {
  return operation === 'CMKCreate' || operation === 'ServiceCreate' ? account.settings.createStatus : 200;
}

/** Executes a request and returns its response. The body is parsed only for methods that have one. */
export function respond(
  account: Account,
  match: Match | 404 | 405,
  request: { authorization: string | undefined; query: URLSearchParams; body: string },
): PreparedResponse {
  try {
    requireToken(account, request.authorization);
    if (match === 404 || match === 405) throw new ApiError(match, match === 404 ? 'Not found' : 'Method not allowed');
    const { operation, parameters } = match;
    const { method } = routes[operation];
    const body = method === 'POST' || method === 'PUT' ? parseBody(request.body) : undefined;
    const response = executeOperation(account, operation, { ...parameters, query: request.query, body });
    return { status: successStatus(account, operation), headers: { ...json }, body: stringifyJson(response) };
  } catch (error) {
    return toErrorResponse(error);
  }
}

/** Handlers walk through what they store, so a body must not overflow their stack. */
const mostLevels = 100;

/** Strings and brackets. A string without an end goes to the end of the text, so that it is read only once. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"?|[{}[\]]/g;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (depth > mostLevels) return true;
  }
  return false;
}

function parseBody(text: string): unknown {
  if (text === '') return undefined;
  if (isTooDeep(text)) throw new ApiError(400, `Request body is nested more than ${mostLevels} levels deep`);
  try {
    return parseJson(text);
  } catch {
    throw new ApiError(400, 'Request body is not valid JSON');
  }
}
