/** What each exchange may use of the emulator. */

import type { World } from '../account/world';
import type { Faults } from '../faults/fault';
import type { Sentinels } from '../faults/sentinels';
import type { LoggedRequest } from '../request-log';

/** What an exchange works with. */
export interface Desk {
  world: World;
  faults: Faults;
  sentinels: Sentinels;
  requests: LoggedRequest[];
  /** Ends waits when the emulator stops. */
  signal: AbortSignal;
  /** Called after each write. */
  save(): void;
}
