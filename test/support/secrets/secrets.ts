/** The secrets that no test output may contain. test/support/secrets/leak-detecting-environment.ts checks it. */

/** The token of every test. A test that needs another token appends to this one. */
export const token = 'test-token-0f6c1f4e';

/** A password that tests configure. The emulator generates those of services. */
export const password = 'correct-horse-battery';

const literals = [token, password].flatMap((secret) => [secret, Buffer.from(secret).toString('base64').slice(0, -4)]);
const secret = new RegExp([...literals, 'AVNS_[\\w-]{16}'].join('|'), 'g');

/** Output that may contain secrets. */
const allowed = [
  // The `emulator` command prints the token that it accepts, for the user to copy.
  /^export AIVEN_TOKEN=.*$/gm,
  // Terraform itself logs the dynamic attributes in its state, sensitive or not, before it calls the provider.
  /UpgradeResourceState: ignoring dynamic block: map.*?(?=\d{4}-\d\d-\d\dT|$)/gs,
];

/** Commands that print a whole state or plan as JSON, which includes sensitive values. */
export const mayShowSecrets = (argv: readonly string[]) => /\b(show -json|state pull)\b/.test(argv.join(' '));

/** The surroundings of each secret in a text, with the secret replaced. */
export function secretsIn(text: string): string[] {
  const rest = allowed.reduce((left, pattern) => left.replace(pattern, ''), text);
  // Nearly every text ends here; the pattern below visits each character up to eighty times.
  if (rest.search(secret) === -1) return [];
  return withoutSecrets(rest).match(/.{0,60}<SECRET>.{0,20}/g) ?? [];
}

export const withoutSecrets = (text: string) => text.replace(secret, '<SECRET>');
