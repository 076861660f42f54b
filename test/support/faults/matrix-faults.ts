/** The faults of the matrix. */

import type { Fault } from '../../../src/emulator';

/** The faults of the matrix, under the words of the documentation. */
export const matrixFaults = {
  'connection closed, not carried out': 'refuse',
  'connection reset, not carried out': 'reset',
  'connection reset, carried out': 'reset-after',
  'connection closed, carried out': 'lost',
  'connection closed, carried out 8 s later': { kind: 'late', ms: 8_000 },
  'no answer at all': 'stall',
  'half an answer, then silence': 'stall-body',
  'half an answer, then closed': 'truncate',
  'a wrong Content-Length': 'wrong-length',
  'an HTML page with 502': 'html',
  'an HTML page with 200': { kind: 'html', status: 200, takesEffect: false },
  'an empty body with 200': { kind: 'empty', status: 200 },
  'JSON cut short': 'bad-json',
  'JSON of another shape': 'wrong-json',
  '400': 400,
  '401': 401,
  '403': 403,
  '404': 404,
  '408': 408,
  '409': 409,
  '409 "already exists"': 'duplicate',
  '429 with Retry-After': { kind: 'status', status: 429, retryAfter: 2 },
  '500': 500,
  '501': 501,
  '502': 502,
  '503': 503,
  '503 with Retry-After': { kind: 'status', status: 503, retryAfter: 2 },
  '504': 504,
  'a slow answer': { kind: 'slow', ms: 5 },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof matrixFaults;
