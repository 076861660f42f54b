/** Which settings of a service are secret. */

/** Name endings of settings that the official provider marks as sensitive in some service type. */
const secretName =
  /(^|[._])(password|secrets?|secret_key|access_key|private_key|signing_key|api_key|token|credentials|azure_migration\.key)$/i;

/** @param path names in `user_config` with dots in between, such as `migration.password` */
export function isSecretSetting(path: string): boolean {
  return secretName.test(path);
}
