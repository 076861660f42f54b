/** The faults of the fault matrix, by their names in docs/internals/faults.md. */

import type { Fault } from '../../../src/emulator';

export const matrixFaults = {
  'connection closed, request not processed': 'refuse',
  'connection reset, request not processed': 'reset',
  'connection reset, request processed': 'reset-after',
  'connection closed, request processed': 'lost',
  'connection closed, request processed 8 s later': { kind: 'late', ms: 8_000 },
  'no response': 'stall',
  'half a response, then silence': 'stall-body',
  'half a response, then closed': 'truncate',
  'a wrong Content-Length': 'wrong-length',
  'an HTML body with 502': 'html',
  'an HTML body with 200': { kind: 'html', status: 200, takesEffect: false },
  'an empty body with 200': { kind: 'empty', status: 200 },
  'truncated JSON': 'bad-json',
  'JSON with other fields': 'wrong-json',
  '400': 400,
  '401': 401,
  '403': 403,
  '404': 404,
  '408': 408,
  '409': 409,
  '409 "already exists"': 'duplicate',
  '429 with Retry-After': { kind: 'status', status: 429, retryAfter: 2 },
  '429 with Retry-After, request processed': { kind: 'status', status: 429, retryAfter: 2, takesEffect: true },
  '500': 500,
  '501': 501,
  '502': 502,
  '503': 503,
  '503 with Retry-After': { kind: 'status', status: 503, retryAfter: 2 },
  '503 with Retry-After, request processed': { kind: 'status', status: 503, retryAfter: 2, takesEffect: true },
  '504': 504,
  'a slow response': { kind: 'slow', ms: 5 },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof matrixFaults;
