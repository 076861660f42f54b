/** Token, API URL and beta flag in the provider block and the environment; invalid input. */

import { once } from 'node:events';
import { createServer } from 'node:net';
import { cmkHcl, keys, token, withAiven } from '../support/emulator/aiven';

describe('the beta flag', () => {
  test.each([undefined, '', 'false', 'FALSE'])('off (%p) rejects a plan in one sentence', async (flag) => {
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
  test.each(['foo', 'ftp://api.aiven.io', 'https://api.aiven.io/v1'])(
    '"%s" is rejected as an invalid setting',
    async (url) => {
      await withAiven({ files: cmkHcl(), env: { AIVEN_WEB_URL: url } }, async (tf) => {
        expect((await tf.plan([], { mayFail: true })).text).toContain('Failed to configure provider: invalid settings');
      });
    },
  );

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

describe('input that can be checked without Aiven', () => {
  test.each([
    ['an alias', 'aws', 'arn:aws:kms:us-east-1:123456789012:alias/orders', 'alias'],
    ['a key of another cloud', 'gcp', keys.aws, 'AWS KMS (aws)'],
    ['not a key reference', 'oci', 'orders', 'ocid1.key'],
    ['an unknown cloud', 'ibm', keys.gcp, 'expected one of "aws", "azure", "gcp", "oci"'],
  ])('is rejected by validate without a request: %s', async (_, cloud, resource, part) => {
    await withAiven({ files: cmkHcl({ cloud, resource }) }, async (tf, emulator) => {
      const { code, text } = await tf.validate({ mayFail: true });
      expect(code).toBe(1);
      expect(text).toContain(part);
      expect(text).toContain(cloud === 'ibm' ? '"ibm"' : resource);
      expect(emulator.requests).toEqual([]);
    });
  });

  test.each(['foo', 'foo:bar', 'https://api.aiven.io/v1'])('an invalid api_url: %s', async (url) => {
    await withAiven({ files: `provider "aiven" {\n  api_url = "${url}"\n}\n${cmkHcl()}` }, async (tf) => {
      const { code, text } = await tf.validate({ mayFail: true });
      expect(code).toBe(1);
      expect(text).toContain('Invalid api_url');
      expect(text).toContain(url);
      expect(text).toContain('URL of');
    });
  });

  test.each(['5', '0s'])('an invalid timeout: %s', async (limit) => {
    await withAiven({ files: cmkHcl({ more: `timeouts {\n    create = "${limit}"\n  }` }) }, async (tf) => {
      const { code, text } = await tf.validate({ mayFail: true });
      expect(code).toBe(1);
      expect(text).toContain('Invalid timeouts.create');
      expect(text).toContain(`"${limit}"`);
    });
  });

  test('a read-only attribute in the configuration is rejected', async () => {
    await withAiven({ files: cmkHcl({ more: 'status = "current"' }) }, async (tf) => {
      expect((await tf.validate({ mayFail: true })).text).toContain('status');
    });
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
