/** Token, API URL and beta flag in the provider block and the environment; invalid input. */

import { once } from 'node:events';
import { createServer } from 'node:net';
import { createCertificate } from '../../src/plugin/server/certificate';
import { cmkHcl, keys, token, withAiven } from '../support/emulator/aiven';

describe('the beta flag', () => {
  test.each([undefined, 'FALSE'])('off (%p) rejects a plan in one sentence', async (flag) => {
    await withAiven({ files: cmkHcl(), env: { PROVIDER_AIVEN_ENABLE_BETA: flag } }, async (tf, emulator) => {
      const { code, text } = await tf.plan([], { mayFail: true });
      expect(code).toBe(1);
      expect(text).toContain('PROVIDER_AIVEN_ENABLE_BETA=1');
      expect(emulator.requests).toEqual([]);
    });
  });

  test('off allows validate and destroy', async () => {
    await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
      await tf.apply();
      const off = { env: { PROVIDER_AIVEN_ENABLE_BETA: undefined } };
      await tf.validate(off);
      await tf.destroy([], off);
      expect(emulator.store.project('acme-prod').cmks.size).toBe(0);
    });
  });

  test('off allows destroy with -refresh=false if changes are pending', async () => {
    await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
      await tf.apply();
      await tf.write(cmkHcl({ resource: keys.gcp2 }));
      const off = { env: { PROVIDER_AIVEN_ENABLE_BETA: undefined } };
      expect((await tf.destroy([], { ...off, mayFail: true })).text).toContain('-refresh=false');
      await tf.destroy(['-refresh=false'], off);
      expect(emulator.store.project('acme-prod').cmks.size).toBe(0);
    });
  });

  test('can be set by enable_beta in the provider block, which overrides the environment', async () => {
    const block = (value: boolean) => `provider "aiven" {\n  enable_beta = ${value}\n}\n`;
    await withAiven({ files: `${block(true)}${cmkHcl()}`, env: { PROVIDER_AIVEN_ENABLE_BETA: '' } }, async (tf) => {
      await tf.apply();
      await tf.write(`${block(false)}${cmkHcl({ resource: keys.gcp2 })}`);
      expect((await tf.plan([], { mayFail: true, env: { PROVIDER_AIVEN_ENABLE_BETA: '1' } })).code).toBe(1);
    });
  });
});

describe('the token', () => {
  test('if missing, is an error that names the attribute, the variable and where to get a token', async () => {
    await withAiven({ files: cmkHcl(), env: { AIVEN_TOKEN: undefined } }, async (tf, emulator) => {
      const { code, text } = await tf.plan([], { mayFail: true });
      expect(code).toBe(1);
      for (const part of ['api_token', 'AIVEN_TOKEN', 'Aiven Console']) expect(text).toContain(part);
      expect(emulator.requests).toEqual([]);
    });
  });

  test('if invalid, is an error that quotes Aiven but not the token', async () => {
    await withAiven({ files: cmkHcl(), emulator: { tokens: ['another'] } }, async (tf) => {
      const { code, text } = await tf.apply([], { mayFail: true });
      expect(code).toBe(1);
      expect(text).toMatch(/40[13]/);
      expect(text).not.toContain(token);
    });
  });

  test('in the provider block overrides the variable', async () => {
    const ofBlock = `${token}-of-block`;
    const files = `provider "aiven" {\n  api_token = "${ofBlock}"\n}\n${cmkHcl()}`;
    await withAiven({ files, emulator: { tokens: [ofBlock] } }, async (tf) => {
      await tf.apply();
    });
  });

  test('can be unknown at plan', async () => {
    const files = `resource "terraform_data" "token" {
  input = "late-token"
}
provider "aiven" {
  api_token = terraform_data.token.output
}
${cmkHcl()}`;
    await withAiven({ files, env: { AIVEN_TOKEN: undefined }, emulator: { tokens: ['late-token'] } }, async (tf) => {
      await tf.apply();
      expect((await tf.plan()).changes).toBe(false);
    });
  });
});

describe('an API URL that is not the API', () => {
  test.each(['ftp://api.aiven.io', ''])('"%s" is rejected as an invalid setting', async (url) => {
    await withAiven({ files: cmkHcl(), env: { AIVEN_WEB_URL: url } }, async (tf) => {
      expect((await tf.plan([], { mayFail: true })).text).toContain('Failed to configure provider: invalid settings');
    });
  });

  test('does not make keys look deleted', async () => {
    await withAiven({ files: cmkHcl() }, async (tf, emulator) => {
      await tf.apply();
      for (const fault of [{ kind: 'html', status: 404 }, 404] as const) {
        const handle = emulator.fail({ fault, times: Number.POSITIVE_INFINITY });
        const { code, text } = await tf.plan([], { mayFail: true });
        expect(code).toBe(1);
        expect(text).not.toContain('no longer registered');
        handle.cancel();
      }
    });
  });
});

interface ValidateJson {
  readonly diagnostics: readonly {
    readonly summary: string;
    readonly detail: string;
    readonly snippet?: { readonly context: string | null };
  }[];
}

describe('input that can be checked without Aiven', () => {
  test('is rejected by validate without a request, each with its own sentence', async () => {
    const alias = 'arn:aws:kms:us-east-1:123456789012:alias/orders';
    const files = [
      cmkHcl({ name: 'alias', cloud: 'aws', resource: alias }),
      cmkHcl({ name: 'other_cloud', cloud: 'gcp', resource: keys.aws }),
      cmkHcl({ name: 'not_a_key', cloud: 'oci', resource: 'orders' }),
      cmkHcl({ name: 'unknown_cloud', cloud: 'ibm', resource: keys.gcp }),
      cmkHcl({ name: 'no_unit', more: 'timeouts {\n    create = "5"\n  }' }),
      cmkHcl({ name: 'no_time', more: 'timeouts {\n    create = "0s"\n  }' }),
    ].join('\n');
    await withAiven({ files }, async (tf, emulator) => {
      const { code, stderr, stdout } = await tf.run(['validate', '-json'], { mayFail: true });
      expect([code, stderr]).toEqual([1, '']);
      const problems = new Map<string, string>();
      for (const { summary, detail, snippet } of (JSON.parse(stdout) as ValidateJson).diagnostics) {
        const name = /"(\w+)"$/.exec(snippet?.context ?? '')?.[1] ?? '';
        problems.set(name, `${problems.get(name) ?? ''}${summary} ${detail}`);
      }
      for (const [name, ...parts] of [
        ['alias', alias, 'alias'],
        ['other_cloud', keys.aws, 'AWS KMS (aws)'],
        ['not_a_key', '"orders"', 'ocid1.key'],
        ['unknown_cloud', '"ibm"', 'expected one of "aws", "azure", "gcp", "oci"'],
        ['no_unit', 'Invalid timeouts.create', '"5"'],
        ['no_time', 'Invalid timeouts.create', '"0s"'],
      ] as const) {
        for (const part of parts) expect(problems.get(name)).toContain(part);
      }
      expect(emulator.requests).toEqual([]);
    });
  });

  test('an invalid api_url', async () => {
    const files = `provider "aiven" {\n  api_url = "https://api.aiven.io/v1"\n}\n${cmkHcl()}`;
    await withAiven({ files }, async (tf) => {
      const { code, text } = await tf.validate({ mayFail: true });
      expect(code).toBe(1);
      for (const part of ['Invalid api_url', '"https://api.aiven.io/v1"', 'URL of']) expect(text).toContain(part);
    });
  });

  test('a read-only attribute in the configuration is rejected', async () => {
    await withAiven({ files: cmkHcl({ more: 'status = "current"' }) }, async (tf) => {
      expect((await tf.validate({ mayFail: true })).text).toContain('status');
    });
  });
});

test('NODE_TLS_REJECT_UNAUTHORIZED=0 does not hand the token to a server without a trusted certificate', async () => {
  const { privateKeyPem: key, certificatePem: cert } = createCertificate();
  const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  await withAiven({ files: cmkHcl(), env, emulator: { tls: { key, cert } } }, async (tf, emulator) => {
    const { code, text } = await tf.plan([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain('NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect here');
    expect(text).toContain(`The connection was to "${emulator.url}" (from AIVEN_WEB_URL).`);
    expect(emulator.requests).toEqual([]);
  });
});

test('if the API is unreachable, the apply fails with the address and the cause', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  taken.close();
  await once(taken, 'close');
  const files = `provider "aiven" {\n  api_url = "http://127.0.0.1:${port}"\n}\n${cmkHcl({ more: 'timeouts {\n    read = "1s"\n    create = "1s"\n  }' })}`;
  await withAiven({ files }, async (tf) => {
    const { code, text } = await tf.apply([], { mayFail: true });
    expect(code).toBe(1);
    expect(text).toContain(`127.0.0.1:${port}`);
  });
});
