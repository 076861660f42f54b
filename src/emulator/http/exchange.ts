/** From an HTTP request to its response: reads, logs, lets faults strike, carries out, sends. */

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../api-error';
import type { FaultSpec } from '../faults/fault';
import { type Match, matchRoute } from '../handlers/router';
import { type LoggedRequest, loggedHeaders } from '../request-log';
import type { Desk } from './desk';
import { sendFaulty } from './fault-reply';
import { perform, type Reply, renderError, sendReply } from './perform';

/** More than any body of the API needs. */
const bodyLimit = 1024 * 1024;

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > bodyLimit) {
      throw new ApiError(413, `Request body is larger than ${bodyLimit} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

function enter(desk: Desk, entry: LoggedRequest): void {
  const { requests, world } = desk;
  requests.push(entry);
  if (requests.length > world.settings.requestLogLimit) {
    requests.splice(0, requests.length - world.settings.requestLogLimit);
  }
}

/** A write counts as done only when it is kept; otherwise it is answered with a 500. */
function saved(desk: Desk, reply: Reply): Reply {
  try {
    desk.save();
    return reply;
  } catch (reason) {
    return renderError(reason);
  }
}

/** Answers one request. Rejects when the connection breaks or the emulator stops meanwhile; there is nobody to tell. */
export async function exchange(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world } = desk;
  const method = request.method ?? '';
  const { pathname, searchParams, search } = new URL(request.url ?? '/', 'http://emulator');
  // The name under which Aiven hands out request ids is not documented: a guess.
  response.setHeader('x-request-id', randomUUID());
  let text: string;
  try {
    text = await readText(request);
  } catch (reason) {
    if (reason instanceof ApiError) {
      response.setHeader('connection', 'close');
      return sendReply(response, renderError(reason));
    }
    throw reason;
  }
  const match = matchRoute(method, pathname);
  const entry: LoggedRequest = {
    operation: isMatch(match) ? match.operation : null,
    method,
    path: pathname,
    query: search.slice(1),
    ...(isMatch(match) ? match.parameters : { project: '', cmkId: '', serviceName: '' }),
    body: parsed(text),
    headers: loggedHeaders(request.headers),
    status: null,
    fault: null,
    at: world.clock.now(),
  };
  enter(desk, entry);

  const act = (): Reply => {
    world.settle();
    const reply = perform(world, match, {
      authorization: request.headers.authorization,
      query: searchParams,
      body: text,
    });
    return method === 'GET' || reply.status >= 400 ? reply : saved(desk, reply);
  };
  world.settle();
  const fault: FaultSpec | undefined = desk.faults.take(entry) ?? desk.sentinels.take(entry, world);
  entry.fault = fault?.kind ?? null;
  if (world.settings.latency > 0) {
    await sleep(world.settings.latency, undefined, { signal: desk.signal });
  }
  if (fault === undefined) {
    sendReply(response, act());
  } else {
    await sendFaulty(fault, response, act, desk);
  }
  entry.status = response.headersSent ? response.statusCode : null;
  world.settings.onRequest?.(entry);
}

function isMatch(match: Match | 404 | 405): match is Match {
  return typeof match === 'object';
}
