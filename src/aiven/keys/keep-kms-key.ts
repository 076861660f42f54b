/** How long the KMS key of a retired key must stay enabled: Aiven's backups are encrypted with it. */

/** The longest retention of backups that Aiven documents, in days (docs/internals/api.md#limits-of-byok). */
const backupDays = 30;

/**
 * The advice for a key that no service uses any more.
 * @param now Milliseconds since 1970.
 * @param wasUsed Whether a service is known to have used the key. Aiven lists only the current use.
 */
export function keepKmsKey(now: number, wasUsed: boolean): string {
  const until = new Date(now + backupDays * 24 * 3_600_000).toISOString().slice(0, 10);
  const keep = wasUsed ? 'Keep' : 'If a service ever used the key, keep';
  return `${keep} the KMS key enabled until ${until}: Aiven keeps backups that are encrypted with it for up to ${backupDays} days, and does not document whether it encrypts old backups again. Keep it enabled for longer if Aiven still uses it: through another registration, as the default of new services, or for a service that returns to it.`;
}

/** How long to keep the KMS key of a key that no service uses, when nobody knows since when. */
export const keepUnusedKmsKey = `at least ${backupDays} days after its last use; date unknown`;

/** The same in sentences. */
export const keepUnusedKmsKeys = `When a key is unused, keep its KMS key enabled for at least ${backupDays} days after the last use. Aiven does not report when that was.`;
