/** The beta flag, without which `aiven_cmk` cannot be used: the environment variable PROVIDER_AIVEN_ENABLE_BETA. */

/** Whether the variable turns the flag on. Unset, empty and `false` (in any case) are off, as in Aiven's own provider. */
export function isSwitchedOn(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value.toLowerCase() !== 'false';
}
