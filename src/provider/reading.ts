/** What all data sources have in common: the project, and a time limit for reading. */

import { checkProject } from '../aiven';
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
