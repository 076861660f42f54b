/** What nothing that a test run says may hold; test/support/secrets/watchful-environment.ts looks. */

/** The token of every test. One that is to differ begins with it. */
export const token = 'test-token-0f6c1f4e';

/** A password that tests configure. Those of services are made by the emulator. */
export const password = 'correct-horse-battery';

const given = [token, password].flatMap((secret) => [secret, Buffer.from(secret).toString('base64').slice(0, -4)]);
const secret = new RegExp([...given, 'AVNS_[\\w-]{16}'].join('|'), 'g');

/** Where one may stand. */
const allowed = [
  // The command `emulator` prints the token that it takes, to be copied.
  /^export AIVEN_TOKEN=.*$/gm,
  // Terraform itself logs what its state file holds of dynamic attributes, sensitive or not, before it asks the provider.
  /UpgradeResourceState: ignoring dynamic block: map.*?(?=\d{4}-\d\d-\d\dT|$)/gs,
];

/** Terraform holds sensitive values in its state and its plans, and gives them to who asks for the whole, as JSON. */
export const mayShowSecrets = (argv: readonly string[]) => /\b(show -json|state pull)\b/.test(argv.join(' '));

/** What stands around each secret of a text, without the secret. */
export function secretsIn(text: string): string[] {
  const rest = allowed.reduce((left, pattern) => left.replace(pattern, ''), text);
  // Nearly every text ends here: what follows looks at each character up to eighty times.
  if (rest.search(secret) === -1) return [];
  return withoutSecrets(rest).match(/.{0,60}<SECRET>.{0,20}/g) ?? [];
}

export const withoutSecrets = (text: string) => text.replace(secret, '<SECRET>');
