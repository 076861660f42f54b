/** Settings of any shape reach Aiven unchanged, from HCL and from CDKTF in both of its formats. */

import { withRecordedAiven } from '../support/emulator/aiven';
import { Random } from '../support/random';
import { CdktfApp, testCdktfCli } from '../support/terraform/cdktf';
import { serviceHcl } from '../support/terraform/service-hcl';
import { hclOf, parseBody, randomSettings, type Setting, sentFor, typescriptOf } from '../support/terraform/settings';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const random = new Random(seed);
const settings: Setting[] = [
  { ip_filter: ['10.0.0.0/8', '10.1.0.0/16'], digits: '12345', nothing: null, nested: [{ a: ['x'], b: null }, []] },
  ...Array.from({ length: 12 }, () => randomSettings(random)),
];
const nameOf = (index: number) => `service-${index}`;

/** Applies the files, expects every setting on the wire as written, and a second plan without changes. */
async function expectUnchanged(files: { readonly [name: string]: string }): Promise<void> {
  await withRecordedAiven({ files }, async (tf, _, sent) => {
    await tf.apply();
    const bodies = new Map(
      sent()
        .map((text) => parseBody(text))
        .map((body) => [body.service_name, body.user_config]),
    );
    const arrived = settings.map((_, index) => bodies.get(nameOf(index)));
    expect({ seed, arrived }).toEqual({ seed, arrived: settings.map(sentFor) });
    const { changes, text } = await tf.plan();
    expect({ seed, changes, text }).toEqual({ seed, changes: false, text: expect.any(String) });
  });
}

test('from HCL', async () => {
  const services = settings.map((setting, index) =>
    serviceHcl({ name: nameOf(index), serviceName: nameOf(index), more: `user_config = ${hclOf(setting)}` }),
  );
  await expectUnchanged({ 'main.tf': services.join('') });
});

describe('from CDKTF', () => {
  const environment = { AIVEN_TOKEN: 'unused', PROVIDER_AIVEN_ENABLE_BETA: '1' };
  const main = (framework: string, library: string) => `
    import { App, TerraformStack } from '${framework}';
    import { AivenProvider, Encryption, Service, ServiceType } from '${library}';
    const app = new App();
    const stack = new TerraformStack(app, 'byok');
    new AivenProvider(stack, 'aiven');
    const all: { [setting: string]: unknown }[] = [${settings.map(typescriptOf)}];
    all.forEach((userConfig, index) => new Service(stack, 'service-' + index, {
      project: 'acme-prod', serviceName: 'service-' + index, serviceType: ServiceType.PG, plan: 'startup-4',
      encryption: Encryption.aivenManaged(), userConfig,
    }));
    app.synth();
  `;
  // The CDKTF CLI formats the file, which the app alone does not.
  const packed = (text: string) => text.replace(/\s+/g, '');
  const hclOfApp = (app: CdktfApp) => app.read('cdktf.out/stacks/byok/cdk.tf').replace(/backend "local" \{[^}]*\}/, '');

  test('as JSON', async () => {
    const app = new CdktfApp(environment);
    app.write({ 'main.ts': main('cdktf', 'aiven-byok') });
    await expectUnchanged({ 'cdk.tf.json': await app.synth('byok') });
  });

  testCdktfCli('as HCL, with cdktf and with cdktn', async () => {
    const app = new CdktfApp(environment);
    app.write({
      'cdktf.json': JSON.stringify({ language: 'typescript', app: 'npx tsx main.ts', projectId: 'test' }),
      'main.ts': main('cdktf', 'aiven-byok'),
    });
    await app.run(['synth', '--hcl']);
    const text = hclOfApp(app);
    await expectUnchanged({ 'cdk.tf': text });
    app.write({ 'main.ts': main('cdktn', 'aiven-byok/cdktn') });
    await app.runMain({ SYNTH_HCL_OUTPUT: 'true' });
    expect(packed(hclOfApp(app))).toBe(packed(text));
  });
});
