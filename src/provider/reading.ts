/** What all data sources have in common: the project, a time limit for reading, and what both mean for the client. */

import { checkProject } from '../aiven';
import type { CallOptions } from '../client';
import { type DataSourceContext, timeoutsBlock } from '../plugin';
import type { Session } from './settings';

export type ReadContext = DataSourceContext<Session>;

export const projectAttribute = {
  type: 'string',
  required: true,
  validators: [checkProject],
  description: 'Name of the Aiven project.',
} as const;

export const readTimeouts = { timeouts: timeoutsBlock(['read']) } as const;

/** The user's limit and Ctrl-C, as the client takes them. */
export function callOptions(ctx: ReadContext): CallOptions {
  return { signal: ctx.signal, budget: ctx.timeout('read') };
}
