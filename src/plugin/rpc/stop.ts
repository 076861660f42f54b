/** StopProvider: running operations are told, and core is answered at once. */

import type { StopProviderResponse } from '../wire/messages';
import type { Session } from './session';

export function stopProvider(session: Session) {
  return async (): Promise<StopProviderResponse> => {
    session.stop();
    return {};
  };
}
