/** The log of what was asked: one entry a request, in order of arrival. */

import type { OperationId } from '../api/wire';
import type { FaultKind } from './fault-kinds';

export interface LoggedRequest {
  /** null: no such operation. */
  operation: OperationId | null;
  method: string;
  /** As received, without the query. */
  path: string;
  /** As received, without the question mark. */
  query: string;
  /** '' where the path has none, as the next two. */
  project: string;
  cmkId: string;
  serviceName: string;
  /** The parsed JSON; the text when it is no JSON; undefined when there is none. */
  body: unknown;
  /** Names in lower case. Of `authorization` only the scheme is kept. */
  headers: Readonly<Record<string, string>>;
  /** null: not answered yet, or never; a status may have been sent without a whole body. */
  status: number | null;
  fault: FaultKind | null;
  /** When it arrived, ms since 1970 by the emulator's clock. */
  at: number;
}

/** The headers as they may be kept: a token never enters the log. */
export function loggedHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const text = [value ?? ''].flat().join(', ');
      return [name, name === 'authorization' ? (text.split(' ')[0] ?? '') : text];
    }),
  );
}
