/** Deploys apps with the real `cdktf deploy`, with no installed provider and no registry. */

import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { Emulator } from '../../src/emulator';
import { accountProject } from '../support/emulator/account';
import { keys } from '../support/emulator/aiven';
import { token } from '../support/secrets/secrets';
import { registry } from '../support/terraform/binary';
import { bundleStubProviders } from '../support/terraform/bundle';
import { CdktfApp, testCdktfCli } from '../support/terraform/cdktf';
import { printedCommands, printedSteps } from '../support/terraform/printed-steps';

const emulator = new Emulator();
beforeAll(() => emulator.start());
afterAll(() => emulator.stop());
beforeEach(() => emulator.reset());

/** The only variables that a user has to set. */
const environment = () => ({
  AIVEN_TOKEN: token,
  AIVEN_WEB_URL: emulator.url,
  PROVIDER_AIVEN_ENABLE_BETA: '1',
});

/** What a deployment did. Not from the output: the CDKTF CLI drops what it has not read 200 ms after Terraform exits. */
const state = (app: CdktfApp, stack: string): { serial: number; resources: object[] } =>
  JSON.parse(app.read(`terraform.${stack}.tfstate`));

const writes = () => emulator.requests.filter(({ method }) => method !== 'GET').map(({ method }) => method);

testCdktfCli('every stack of an app deploys on a clean machine, and a second deployment changes nothing', async () => {
  const app = new CdktfApp(environment());
  app.write({
    'cdktf.json': JSON.stringify({ language: 'typescript', app: 'npx tsx main.ts', projectId: 'test' }),
    'main.ts': `
      import { App, TerraformStack } from 'cdktf';
      import { AivenProvider, CustomerManagedKey, KmsKey } from 'aiven-byok';
      const app = new App();
      for (const project of ['acme-prod', 'acme-staging']) {
        const stack = new TerraformStack(app, project);
        new AivenProvider(stack, 'aiven');
        new CustomerManagedKey(stack, 'orders', {
          project,
          kmsKey: KmsKey.gcp('projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders'),
          defaultCmk: true,
        });
      }
      app.synth();
    `,
  });

  const states = () => ['acme-prod', 'acme-staging'].map((name) => state(app, name));
  await app.run(['deploy', '*', '--auto-approve']);
  expect(states().map(({ resources }) => resources.length)).toEqual([1, 1]);
  expect(writes()).toEqual(['POST', 'POST']);

  const before = states();
  await app.run(['deploy', '*', '--auto-approve']);
  expect(states()).toEqual(before);
  expect(writes()).toEqual(['POST', 'POST']);
});

testCdktfCli('adopt and deploy import an existing account without changes', async () => {
  const projects = [accountProject(0, 'acme-prod', 8, 13), accountProject(1, 'acme-staging', 4, 13)];
  const account = new Emulator({ checkReferences: false, seed: { projects } });
  await account.start();
  try {
    const app = new CdktfApp({ ...environment(), AIVEN_WEB_URL: account.url });
    for (const name of ['cdktf.json', 'main.ts']) app.copy(`examples/adopt/${name}`, name);
    const said = await app.shell(
      'npx aiven-byok adopt --project acme-prod\nnpx aiven-byok adopt --project acme-staging --services',
    );
    expect(said).toContain('acme-prod: 8 keys, 8 bindings');
    expect(said).toContain('acme-staging: 4 keys, 13 services');

    const imports = 8 + 8 + 4 + 13;
    await app.run(['deploy', '--auto-approve']);
    expect(state(app, 'adopt').resources).toHaveLength(imports);
    expect(await app.run(['diff'])).toContain('No changes.');
    expect(account.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  } finally {
    await account.stop();
  }
});

testCdktfCli('after rotate, the printed steps leave an app without changes', async () => {
  const app = new CdktfApp(environment());
  for (const name of ['cdktf.json', 'main.ts']) app.copy(`examples/rotation/${name}`, name);
  await app.run(['deploy', '--auto-approve']);
  const { cmks, services } = emulator.store.project('acme-prod');
  const [from] = cmks.keys();
  const messages = await app.shell(
    `npx aiven-byok rotate --project acme-prod --from ${from} --to-resource ${keys.gcp2} --delete-old --yes 2>&1`,
  );
  const edited = { ORDERS_KMS_KEY: keys.gcp2 };
  expect(printedSteps(messages)[0]).toEqual({
    text: expect.stringMatching(/^In the construct of aiven_cmk\.orders_[0-9A-F]{8}, set:$/),
    lines: [`kmsKey: KmsKey.gcp("${keys.gcp2}")`.replaceAll('"', "'")],
  });
  const followed = await app.shell(
    printedCommands(messages).replace('terraform plan', 'terraform plan -no-color'),
    edited,
  );
  expect(followed).toContain('Import successful!');
  // The outputs of the app have the old IDs.
  expect(followed).toContain('without changing any real infrastructure');
  const [to] = cmks.keys();
  expect([...services.values()].map(({ cmk_id: cmkId }) => cmkId)).toEqual([to, to]);
});

testCdktfCli(
  "examples/scheduled-rotation: rotates to the KMS key of a new period, and updates the lock file when another provider's constraint changes",
  async () => {
    const stackFolder = 'cdktf.out/stacks/scheduled-rotation';
    const plugin = (version: string) =>
      `${stackFolder}/terraform.d/plugins/${registry()}/hashicorp/null/${version}/${platform()}_${arch() === 'x64' ? 'amd64' : arch()}/terraform-provider-null_v${version}`;
    const app = new CdktfApp({ ...environment(), CDKTF_DISABLE_PLUGIN_CACHE_ENV: 'true' });
    for (const name of ['cdktf.json', 'main.ts']) app.copy(`examples/scheduled-rotation/${name}`, name);
    for (const version of ['3.2.4', '3.2.5']) await bundleStubProviders(join(app.folder, plugin(version)));
    const lockFile = () => app.read(`${stackFolder}/.terraform.lock.hcl`);
    const deploy = (period: string) => app.run(['deploy', '--auto-approve'], { ROTATION_PERIOD: period });

    await deploy('2026-q1');
    expect(state(app, 'scheduled-rotation').resources).toHaveLength(2);
    expect(lockFile()).toMatch(/version += "3\.2\.4"/);

    await deploy('2026-q2');
    expect(writes()).toEqual(['POST', 'POST', 'DELETE']);
    const cmks = emulator.store.project('acme-prod').cmks.values();
    expect([...cmks].map(({ resource }) => resource)).toEqual([`${keys.gcp}-2026-q2`]);

    const newer = "stack.addOverride('terraform.required_providers.null.version', '>= 3.2.5');\napp.synth();";
    app.write({ 'main.ts': app.read('main.ts').replace('app.synth();', newer) });
    await deploy('2026-q2');
    expect(lockFile()).toMatch(/version += "3\.2\.5"/);
    expect(lockFile()).not.toContain('3.2.4');
    expect(writes()).toHaveLength(3);
  },
);
