/** The flag that `aiven_cmk`, a beta resource, waits for: PROVIDER_AIVEN_ENABLE_BETA. One rule for provider and constructs. */

/** Unset, empty and `false` (any case) mean off, anything else on (design: beta guard). */
export function isSwitchedOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value.toLowerCase() !== 'false';
}
