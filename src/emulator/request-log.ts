/** The log of received requests, in order of arrival. */

import type { ServedOperationId } from '../api/foreign';
import type { FaultKind } from './fault-kinds';

export interface LoggedRequest {
  /** Null if the method and path match no operation. */
  operation: ServedOperationId | null;
  method: string;
  /** As received, without the query. */
  path: string;
  /** As received, without the question mark. */
  query: string;
  /** The project in the path; empty if the path has none. So are `cmkId` and `serviceName`. */
  project: string;
  cmkId: string;
  serviceName: string;
  /** The parsed JSON, the text if it is not JSON, undefined if there is no body. */
  body: unknown;
  /** Names are in lower case. Of `authorization` the log keeps only the scheme. */
  headers: Readonly<Record<string, string>>;
  /** Null if no response was sent, or not yet. With some faults the status was sent but the body was not. */
  status: number | null;
  fault: FaultKind | null;
  /** Time of arrival on the emulator's clock, in milliseconds since 1970. */
  at: number;
}

/** The headers as the log keeps them: without the token. */
export function loggedHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const text = [value ?? ''].flat().join(', ');
      return [name, name === 'authorization' ? (text.split(' ')[0] ?? '') : text];
    }),
  );
}
