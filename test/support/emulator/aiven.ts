/** Starts an emulator and a Terraform folder whose provider uses it. Most tests of the provider start with this. */

import { Emulator, type EmulatorOptions } from '../../../src/emulator';
import { token } from '../secrets/secrets';
import { type TerraformOptions, type TerraformRun, withTerraform } from '../terraform/terraform';
import { recordingProxy } from './recording-proxy';

export const keys = {
  gcp: 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders',
  gcp2: 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders-2',
  aws: 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab',
  oci: 'ocid1.key.oc1.iad.abcdefghijklm.abuwcljrxyz1234567890',
  azure: 'https://acme.vault.azure.net/keys/orders/0123456789abcdef0123456789abcdef',
} as const;

export { token };

export interface AivenSetup extends Pick<TerraformOptions, 'install' | 'others' | 'providerFile'> {
  readonly files: TerraformOptions['files'];
  readonly emulator?: EmulatorOptions;
  /** Added to the token, API URL and beta flag. `undefined` removes a variable. */
  readonly env?: { readonly [name: string]: string | undefined };
}

/** Starts both, passes them to `use`, then stops and deletes both. */
export async function withAiven<T>(
  setup: AivenSetup,
  use: (tf: TerraformRun, emulator: Emulator) => Promise<T>,
): Promise<T> {
  const emulator = new Emulator(setup.emulator);
  await emulator.start();
  const env = { AIVEN_WEB_URL: emulator.url, AIVEN_TOKEN: token, PROVIDER_AIVEN_ENABLE_BETA: '1', ...setup.env };
  try {
    const { install, files, others, providerFile } = setup;
    return await withTerraform({ install, files, others, providerFile, env }, (tf) => use(tf, emulator));
  } finally {
    await emulator.stop();
  }
}

/** As `withAiven`, with a proxy in between. `sent` returns the bodies of the writes since its last call, as text. */
export async function withRecordedAiven<T>(
  setup: AivenSetup,
  use: (tf: TerraformRun, emulator: Emulator, sent: () => string[]) => Promise<T>,
): Promise<T> {
  const emulator = new Emulator(setup.emulator);
  await emulator.start();
  const proxy = await recordingProxy(emulator.url);
  const sent = () => proxy.exchanges.splice(0).flatMap(({ requestText }) => (requestText === '' ? [] : [requestText]));
  const env = { AIVEN_WEB_URL: proxy.url, AIVEN_TOKEN: token, PROVIDER_AIVEN_ENABLE_BETA: '1', ...setup.env };
  try {
    const { install, files, others } = setup;
    return await withTerraform({ install, files, others, env }, (tf) => use(tf, emulator, sent));
  } finally {
    await proxy.close();
    await emulator.stop();
  }
}

/** `aiven_cmk.NAME` as HCL; `more` are further lines. */
export function cmkHcl({
  name = 'orders',
  project = 'acme-prod',
  cloud = 'gcp',
  resource = keys.gcp as string,
  more = '',
} = {}): string {
  return `resource "aiven_cmk" "${name}" {
  project      = "${project}"
  cmk_provider = "${cloud}"
  resource     = "${resource}"
  ${more}
}
`;
}

/** The number of requests per operation in the emulator's log. */
export function requestCounts(emulator: Emulator): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation, method, path } of emulator.requests) {
    const name = operation ?? `${method} ${path}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** The operations that asked for the secrets of services. */
export function readsOfSecrets(emulator: Emulator): (string | null)[] {
  return emulator.requests.flatMap(({ operation, query }) => (query.includes('include_secrets') ? operation : []));
}
