/** StopProvider: aborts the running operations and responds without waiting for them. */

import type { StopProviderResponse } from '../wire/messages';
import type { ProviderInstance } from './provider-instance';

export function stopProvider(instance: ProviderInstance) {
  return async (): Promise<StopProviderResponse> => {
    instance.stop();
    return {};
  };
}
