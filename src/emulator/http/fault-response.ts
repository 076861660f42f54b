/** How each kind of fault responds, or does not. */

import { type ServerResponse, STATUS_CODES } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, duplicateKeyMessage } from '../api-error';
import type { FaultKind } from '../fault-kinds';
import type { FaultSpec } from '../faults/fault';
import type { ExchangeContext } from './context';
import { type PreparedResponse, sendResponse, toErrorResponse } from './respond';

/** A request with a fault. */
interface FaultyExchange {
  fault: FaultSpec;
  response: ServerResponse;
  execute: () => PreparedResponse;
  /** Executes the request if the fault's `takesEffect` says so, and returns its response if it did. */
  executeIf: (byDefault: boolean) => PreparedResponse | undefined;
  context: ExchangeContext;
}

const defaultDelayMs = 1000;

function sendText(response: ServerResponse, status: number, contentType: string, body: string): void {
  sendResponse(response, { status, headers: { 'content-type': contentType }, body });
}

/** The first half of a text, never cut within a character. */
const half = (text: string) => text.slice(0, Math.floor(text.length / 2));

/** Sends the headers and half of the body. Resolves when they have been sent. */
function sendHalf(response: ServerResponse, { status, headers, body }: PreparedResponse): Promise<void> {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  return new Promise((resolve) => {
    response.write(half(body), () => resolve());
  });
}

/** `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3). */
function retryAfterHeader({ retryAfter, status }: FaultSpec): Record<string, string> {
  const value = retryAfter ?? (status === 429 ? 1 : undefined);
  return value === undefined ? {} : { 'retry-after': typeof value === 'number' ? `${value}` : value.toUTCString() };
}

function sendStatus(response: ServerResponse, fault: FaultSpec): void {
  const status = fault.status ?? 503;
  const message = fault.message ?? STATUS_CODES[status] ?? `Status ${status}`;
  sendResponse(response, toErrorResponse(new ApiError(status, message, fault.errorCode, retryAfterHeader(fault))));
}

const proxyPage = (status: number) => `<!DOCTYPE html>
<html><head><title>${status} ${STATUS_CODES[status]}</title></head>
<body><center><h1>${status} ${STATUS_CODES[status]}</h1></center><hr><center>proxy</center></body></html>
`;

const senders: { [K in FaultKind]: (exchange: FaultyExchange) => void | Promise<void> } = {
  refuse({ response, executeIf }) {
    executeIf(false);
    response.socket?.destroy();
  },
  reset({ response, executeIf }) {
    executeIf(false);
    response.socket?.resetAndDestroy();
  },
  'reset-after'({ response, executeIf }) {
    executeIf(true);
    response.socket?.resetAndDestroy();
  },
  lost({ response, executeIf }) {
    executeIf(true);
    response.socket?.destroy();
  },
  late({ fault, response, execute, context }) {
    context.account.executeLater(fault.ms ?? defaultDelayMs, execute);
    response.socket?.destroy();
  },
  stall({ executeIf }) {
    executeIf(false);
  },
  async 'stall-body'({ response, execute }) {
    await sendHalf(response, execute());
  },
  async truncate({ response, execute }) {
    await sendHalf(response, execute());
    response.socket?.destroy();
  },
  'wrong-length'({ response, execute }) {
    const { status, headers, body } = execute();
    const length = `${Buffer.byteLength(half(body))}`;
    sendResponse(response, { status, headers: { ...headers, 'content-length': length }, body });
  },
  html({ fault, response, executeIf }) {
    const status = fault.status ?? 502;
    executeIf(status < 400);
    sendText(response, status, 'text/html', proxyPage(status));
  },
  empty({ fault, response, executeIf }) {
    const status = fault.status ?? 200;
    executeIf(status < 400);
    sendText(response, status, 'application/json', '');
  },
  'bad-json'({ response, execute }) {
    const { status, body } = execute();
    sendText(response, status, 'application/json', half(body));
  },
  'wrong-json'({ response, executeIf }) {
    const status = executeIf(true)?.status ?? 200;
    sendText(response, status, 'application/json', '{"unexpected":[1,null,"shape"]}');
  },
  status({ fault, response, executeIf }) {
    executeIf(false);
    sendStatus(response, fault);
  },
  duplicate({ fault, response }) {
    sendStatus(response, { message: duplicateKeyMessage, ...fault, status: 409 });
  },
  async slow({ fault, response, execute, context }) {
    // The request takes effect even if the caller gives up in the meantime, as on a slow server.
    await sleep(fault.ms ?? defaultDelayMs, undefined, { signal: context.signal });
    sendResponse(response, execute());
  },
};

/** Responds with a fault. `execute` executes the request and returns the correct response. */
export async function sendFault(
  fault: FaultSpec,
  response: ServerResponse,
  execute: () => PreparedResponse,
  context: ExchangeContext,
): Promise<void> {
  const executeIf = (byDefault: boolean) => ((fault.takesEffect ?? byDefault) ? execute() : undefined);
  await senders[fault.kind]({ fault, response, execute, executeIf, context });
}
