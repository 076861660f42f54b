/** What data sources have in common: the project, and a time limit for reading. Also the time limits of resources. */

import { checkProject } from '../aiven';
import { defaults } from '../client';
import { type DataSourceContext, timeoutsBlock } from '../plugin';
import type { Session } from './settings';

export type ReadContext = DataSourceContext<Session>;

export const projectAttribute = {
  type: 'string',
  required: true,
  validators: [checkProject],
  description: 'Name of the Aiven project.',
} as const;

const { retry, waitTimeoutMs } = defaults;
const requestLimit = `a request with its retries takes up to ${retry.budgetMs / 1000} seconds`;
const waitLimit = `waiting for a service or an association takes up to ${waitTimeoutMs / 60_000} minutes`;

/** The `timeouts` block of every resource says this. */
export const defaultTimeouts = `Without a limit, ${requestLimit}, and ${waitLimit}.`;

export const readTimeouts = { timeouts: timeoutsBlock(['read'], `Without a limit, ${requestLimit}.`) } as const;
