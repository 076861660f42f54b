/** Handles one HTTP request: reads it, logs it, injects a fault or executes it, and responds. */

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseJson } from '../../support/json';
import { ApiError } from '../api-error';
import { noParameters } from '../handlers/handler';
import { type Match, matchRoute } from '../handlers/router';
import { type LoggedRequest, loggedHeaders } from '../request-log';
import type { ExchangeContext } from './context';
import { sendFault } from './fault-response';
import { isAllowedHost } from './host';
import { type PreparedResponse, respond, sendResponse, toErrorResponse } from './respond';

/** Larger than any body of the API. */
const maxBodyBytes = 1024 * 1024;

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new ApiError(413, `Request body is larger than ${maxBodyBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The parsed JSON, the text if it is not JSON, undefined for an empty body. */
function parseForLog(text: string): unknown {
  try {
    return text === '' ? undefined : parseJson(text);
  } catch {
    return text;
  }
}

function logRequest({ requests, account }: ExchangeContext, entry: LoggedRequest): void {
  requests.push(entry);
  const excess = requests.length - account.settings.requestLogLimit;
  if (excess > 0) requests.splice(0, excess);
}

/** Saves the state. A write that cannot be saved gets a 500 instead of its response. */
function saved(context: ExchangeContext, response: PreparedResponse): PreparedResponse {
  try {
    context.save();
    return response;
  } catch (error) {
    return toErrorResponse(error);
  }
}

const isMatch = (match: Match | 404 | 405): match is Match => typeof match === 'object';

/** Handles a request. Rejects if the connection breaks or the emulator stops before the response is sent. */
export async function handleExchange(
  context: ExchangeContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { account } = context;
  const method = request.method ?? '';
  const base = 'http://emulator';
  const target = request.url ?? '/';
  if (!URL.canParse(target, base)) {
    return sendResponse(response, toErrorResponse(new ApiError(400, 'The request target is not a URL')));
  }
  const { pathname, searchParams, search } = new URL(target, base);
  // Aiven does not document the name of its request ID header. A guess.
  response.setHeader('x-request-id', randomUUID());
  let text: string;
  try {
    text = await readText(request);
  } catch (error) {
    if (error instanceof ApiError) {
      response.setHeader('connection', 'close');
      return sendResponse(response, toErrorResponse(error));
    }
    throw error;
  }
  if (!isAllowedHost(request.headers.host, context.host)) {
    return sendResponse(response, toErrorResponse(new ApiError(421, 'The Host header names another server')));
  }
  const match = matchRoute(method, pathname);
  const { project, cmkId, serviceName } = isMatch(match) ? match.parameters : noParameters;
  const entry: LoggedRequest = {
    operation: isMatch(match) ? match.operation : null,
    method,
    path: pathname,
    query: search.slice(1),
    project,
    cmkId,
    serviceName,
    body: parseForLog(text),
    headers: loggedHeaders(request.headers),
    status: null,
    fault: null,
    at: account.clock.now(),
  };
  logRequest(context, entry);

  const execute = (): PreparedResponse => {
    account.update();
    const prepared = respond(account, match, {
      authorization: request.headers.authorization,
      query: searchParams,
      body: text,
    });
    return method === 'GET' || prepared.status >= 400 ? prepared : saved(context, prepared);
  };
  account.update();
  const fault = context.faults.take(entry) ?? context.sentinels.take(entry, account);
  entry.fault = fault?.kind ?? null;
  if (account.settings.latency > 0) await sleep(account.settings.latency, undefined, { signal: context.signal });
  if (fault === undefined) {
    sendResponse(response, execute());
  } else {
    await sendFault(fault, response, execute, context);
  }
  entry.status = response.headersSent ? response.statusCode : null;
  account.settings.onRequest?.(entry);
}
