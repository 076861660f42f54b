/** One request carried out: who asks, for what project, may they, and what the operation's handler answers. */

import type { ServerResponse } from 'node:http';
import type { OperationId, Operations } from '../../api/wire';
import type { ProjectRecord } from '../account/store';
import type { World } from '../account/world';
import { ApiError, forbidden, notFound } from '../api-error';
import type { Call } from '../handlers/handler';
import { handlers } from '../handlers/operations';
import { type Match, routes } from '../handlers/router';

/** A response, not yet sent. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends a reply, with its true length unless its headers tell another. */
export function sendReply(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}

/** `Bearer` in the specification, `aivenv1` in Aiven's clients: docs/api.md#requests. */
function requireToken(world: World, authorization: string | undefined): void {
  const [, token] = /^(?:bearer|aivenv1)\s+(\S+)$/i.exec(authorization?.trim() ?? '') ?? [];
  if (token === undefined) {
    throw new ApiError(401, 'Missing or invalid authorization header');
  }
  const { tokens, badTokenStatus } = world.settings;
  if (tokens !== undefined && !tokens.includes(token)) {
    // docs/api.md#errors: 401/403 bad token; Aiven's own answer is a 403 of this wording.
    throw new ApiError(badTokenStatus, 'Invalid token');
  }
}

function requireProject(world: World, name: string): ProjectRecord {
  const project = world.store.projects.get(name);
  if (project === undefined) {
    // docs/api.md#errors: 404 `project_not_found`; the wording is the one of Aiven's answers.
    throw notFound('Project does not exist', 'project_not_found');
  }
  return project;
}

function requirePermission(project: ProjectRecord, operation: OperationId): void {
  const denied = project.deny === 'writes' ? routes[operation].method !== 'GET' : project.deny.includes(operation);
  if (denied) {
    // docs/api.md#errors: 403 missing permission (`operator` role).
    throw forbidden('You do not have the permission that this operation needs in this project');
  }
  // docs/api.md#errors: BYOK is an enterprise feature.
  if (!project.byok && operation.startsWith('CMK')) {
    throw forbidden('Customer managed keys are not enabled for this project', 'feature_not_enabled');
  }
}

/** What is asked of an operation, whoever asks. */
export type Question = Pick<Call, 'cmkId' | 'serviceName' | 'query' | 'body'> & { project: string };

/** Carries out an operation. Throws `ApiError`. */
export function carryOut<O extends OperationId>(
  world: World,
  operation: O,
  question: Question,
): Operations[O]['response'] {
  const project = requireProject(world, question.project);
  requirePermission(project, operation);
  return handlers[operation]({ ...question, project, world });
}

const json = { 'content-type': 'application/json' };

/** The one place where an error becomes an answer. */
export function renderError(reason: unknown): Reply {
  const error =
    reason instanceof ApiError
      ? reason
      : new ApiError(500, `The emulator failed: ${reason instanceof Error ? reason.message : reason}`);
  return { status: error.status, headers: { ...json, ...error.headers }, body: JSON.stringify(error.toBody()) };
}

/** Creates answer 201 in the specification and 200 in the OpenAPI: docs/api.md#requests. */
function successStatus(world: World, operation: OperationId): number {
  return operation === 'CMKCreate' || operation === 'ServiceCreate' ? world.settings.createStatus : 200;
}

/** The reply to a request. `body` is its text; a body that is no JSON is refused only where one is expected. */
export function perform(
  world: World,
  match: Match | 404 | 405,
  request: { authorization: string | undefined; query: URLSearchParams; body: string },
): Reply {
  try {
    requireToken(world, request.authorization);
    if (match === 404 || match === 405) {
      throw new ApiError(match, match === 404 ? 'Not found' : 'Method not allowed');
    }
    const { operation, parameters } = match;
    const { method } = routes[operation];
    const body = method === 'POST' || method === 'PUT' ? parseBody(request.body) : undefined;
    const response = carryOut(world, operation, { ...parameters, query: request.query, body });
    return { status: successStatus(world, operation), headers: { ...json }, body: JSON.stringify(response) };
  } catch (reason) {
    return renderError(reason);
  }
}

function parseBody(text: string): unknown {
  if (text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 'Request body is not valid JSON');
  }
}
