/** Faults on the wire: how each kind answers, or does not. */

import { type ServerResponse, STATUS_CODES } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../api-error';
import type { FaultKind } from '../fault-kinds';
import type { FaultSpec } from '../faults/fault';
import type { Desk } from './desk';
import { type Reply, renderError, sendReply } from './perform';

interface Scene {
  fault: FaultSpec;
  response: ServerResponse;
  /** Carries the request out. */
  act: () => Reply;
  /** Carries it out when this fault does, and gives the true reply if so. */
  actIf: (usual: boolean) => Reply | undefined;
  desk: Desk;
}

function sendText(response: ServerResponse, status: number, contentType: string, body: string): void {
  sendReply(response, { status, headers: { 'content-type': contentType }, body });
}

/** The first half of a body, cut between characters. */
const half = (text: string) => text.slice(0, Math.floor(text.length / 2));

/** Sends the headers and half of the body; resolves when they have left. */
function sendHalf(response: ServerResponse, reply: Reply): Promise<void> {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
  return new Promise((resolve) => {
    response.write(half(reply.body), () => resolve());
  });
}

/** `Retry-After` in either of its forms (RFC 9110, 10.2.3). */
function retryAfter({ retryAfter, status }: FaultSpec): Record<string, string> {
  const value = retryAfter ?? (status === 429 ? 1 : undefined);
  return value === undefined ? {} : { 'retry-after': typeof value === 'number' ? `${value}` : value.toUTCString() };
}

function sendStatus(response: ServerResponse, fault: FaultSpec): void {
  const status = fault.status ?? 503;
  const message = fault.message ?? STATUS_CODES[status] ?? `Status ${status}`;
  sendReply(response, renderError(new ApiError(status, message, fault.errorCode, retryAfter(fault))));
}

const page = (status: number) => `<!DOCTYPE html>
<html><head><title>${status} ${STATUS_CODES[status]}</title></head>
<body><center><h1>${status} ${STATUS_CODES[status]}</h1></center><hr><center>proxy</center></body></html>
`;

const replies: { [K in FaultKind]: (scene: Scene) => void | Promise<void> } = {
  refuse({ response, actIf }) {
    actIf(false);
    response.socket?.destroy();
  },
  reset({ response, actIf }) {
    actIf(false);
    response.socket?.resetAndDestroy();
  },
  'reset-after'({ response, actIf }) {
    actIf(true);
    response.socket?.resetAndDestroy();
  },
  lost({ response, actIf }) {
    actIf(true);
    response.socket?.destroy();
  },
  late({ fault, response, act, desk }) {
    desk.world.schedule(fault.ms ?? 1000, act);
    response.socket?.destroy();
  },
  stall({ actIf }) {
    actIf(false);
  },
  async 'stall-body'({ response, act }) {
    await sendHalf(response, act());
  },
  async truncate({ response, act }) {
    await sendHalf(response, act());
    response.socket?.destroy();
  },
  'wrong-length'({ response, act }) {
    const { status, headers, body } = act();
    sendReply(response, {
      status,
      headers: { ...headers, 'content-length': `${Buffer.byteLength(half(body))}` },
      body,
    });
  },
  html({ fault, response, actIf }) {
    const status = fault.status ?? 502;
    actIf(status < 400);
    sendText(response, status, 'text/html', page(status));
  },
  empty({ fault, response, actIf }) {
    const status = fault.status ?? 200;
    actIf(status < 400);
    sendText(response, status, 'application/json', '');
  },
  'bad-json'({ response, act }) {
    const { status, body } = act();
    sendText(response, status, 'application/json', half(body));
  },
  'wrong-json'({ response, actIf }) {
    const status = actIf(true)?.status ?? 200;
    sendText(response, status, 'application/json', '{"unexpected":[1,null,"shape"]}');
  },
  status({ fault, response, actIf }) {
    actIf(false);
    sendStatus(response, fault);
  },
  duplicate({ fault, response }) {
    sendStatus(response, {
      message: 'CMK with this provider and resource already exists in the project',
      ...fault,
      status: 409,
    });
  },
  async slow({ fault, response, act, desk }) {
    // Carried out even when the caller has given up meanwhile: that is what a slow server does.
    await sleep(fault.ms ?? 1000, undefined, { signal: desk.signal });
    sendReply(response, act());
  },
};

/** Answers with `fault` in place of what is right. */
export async function sendFaulty(
  fault: FaultSpec,
  response: ServerResponse,
  act: () => Reply,
  desk: Desk,
): Promise<void> {
  const actIf = (usual: boolean) => ((fault.acts ?? usual) ? act() : undefined);
  await replies[fault.kind]({ fault, response, act, actIf, desk });
}
