/** Whether Aiven can use a KMS key: the cloud may not have applied the grant yet, or there is none. */

import type { Settings } from '../options';
import type { ProjectRecord } from './store';

/** Records when a key reference is first named. From then on the option `grantSpreads` counts. */
export function nameKey(project: ProjectRecord, resource: string, now: number): void {
  project.firstNamed[resource] ??= now;
}

/** A reference that contains `no-access` never gets a grant (docs/emulator.md#sentinels). Keys of a seed already have theirs. */
export function canUseKey(project: ProjectRecord, resource: string, settings: Settings, now: number): boolean {
  if (resource.includes('no-access')) return false;
  const firstNamed = project.firstNamed[resource];
  return firstNamed === undefined || now >= firstNamed + settings.grantSpreads;
}
