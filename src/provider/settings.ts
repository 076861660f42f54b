/** The provider block's settings: an attribute beats its environment variable. */

import { isSwitchedOn } from '../aiven';
import type { AivenClient } from '../client';
import { isUnknown, type Unknown } from '../plugin';

/** What every resource and data source is handed as `ctx.session`. */
export interface Session {
  /** The API. Throws where the token is not known yet; nothing is asked of it before it is used. */
  readonly client: AivenClient;
  /** Whether `aiven_cmk` may be planned: `enable_beta`, else PROVIDER_AIVEN_ENABLE_BETA. */
  readonly betaEnabled: boolean;
  /** False while token or address are known only after apply: checks at plan then ask nothing. */
  readonly apiKnown: boolean;
  /** CMK ids, in lower case, that this process has seen in the state. */
  readonly keysInState: Set<string>;
  /** CMK ids, in lower case, that this plan deletes or replaces. */
  readonly keysLeaving: Set<string>;
}

type Setting<T> = T | null | Unknown;

/** An unknown `enable_beta` counts as on: once it is known, the apply judges it. */
export function betaEnabled(attribute: Setting<boolean>, env: NodeJS.ProcessEnv): boolean {
  if (isUnknown(attribute)) return true;
  return attribute ?? isSwitchedOn(env.PROVIDER_AIVEN_ENABLE_BETA);
}

/** The attribute where it has text, else the variable where it has text: an empty string is no setting. */
export function textSetting(attribute: Setting<string>, variable: string | undefined): string | undefined {
  if (isUnknown(attribute)) return undefined;
  // A line break from `cat token` belongs to no setting.
  return (attribute || variable || '').trim() || undefined;
}
