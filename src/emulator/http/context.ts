/** What the handling of one HTTP request needs from the emulator. */

import type { Account } from '../account/account';
import type { Faults } from '../faults/fault';
import type { Sentinels } from '../faults/sentinels';
import type { LoggedRequest } from '../request-log';

export interface ExchangeContext {
  account: Account;
  faults: Faults;
  sentinels: Sentinels;
  requests: LoggedRequest[];
  /** The address that the server listens on, as given to `start`. */
  host: string;
  /** Aborted when the emulator stops. */
  signal: AbortSignal;
  /** Called after each write. */
  save(): void;
}
