/**
 * `npm run demo`: a key's whole life through the real `cdktf deploy`, against the emulator, then a key that is rotated under
 * running services, with a report of `aiven-byok` on them. Works on temporary copies of examples/quickstart and
 * examples/rotation; the repository and the user's own settings stay as they are.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Narrator } from './demo/narrator.mjs';
import { expect, Observer } from './demo/observer.mjs';
import { Project } from './demo/project.mjs';
import { rotate } from './demo/rotate.mjs';
import { findTerraform, MissingTerraformError } from './terraform.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { Emulator } = createRequire(import.meta.url)('../dist/emulator');

const acme = 'acme-prod';
const newKey = 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders-2026';
const legacyKey = 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab';

async function main() {
  const say = new Narrator();
  const terraform = findTerraform();
  const emulator = new Emulator();
  let project;
  let services;
  // Without a handler Node would leave at once, and the temporary folder behind.
  process.once('SIGINT', () => {
    project?.interrupt();
    services?.interrupt();
  });
  try {
    await say.step('emulator', async () => {
      await emulator.start();
      project = await Project.copy(root, 'examples/quickstart', { terraform, url: emulator.url });
      return `the Aiven API in memory at ${emulator.url}, project ${acme}, no keys`;
    });
    const aiven = new Observer(emulator, acme);

    await say.step('deploy', async () => {
      await project.deploy({}, /1 added, 0 changed, 0 destroyed/);
      const [key] = await aiven.keys(1);
      return `registered ${key.resource} as ${key.id}`;
    });

    await say.step('deploy again', async () => {
      const before = aiven.writes().length;
      await project.deploy({}, /No changes\./);
      expect(aiven.writes().length === before, 'nothing should have been written');
      return 'no changes';
    });

    const legacy = await aiven.create({ provider: 'aws', resource: legacyKey, default_cmk: false });
    const imported = { LEGACY_IMPORT_ID: `${acme}/${legacy.id}` };
    await say.step('import', async () => {
      const before = aiven.writes().length;
      await project.deploy(imported, /1 imported, 0 added, 0 changed, 0 destroyed/);
      expect(aiven.writes().length === before, 'nothing should have been written');
      return `took over ${legacy.id}, which was registered behind Terraform's back; nothing changed`;
    });

    await say.step('replace', async () => {
      const [old] = (await aiven.keys(2)).filter(({ id }) => id !== legacy.id);
      const before = aiven.writes().length;
      await project.deploy({ ...imported, ORDERS_KMS_KEY: newKey }, /1 added, 0 changed, 1 destroyed/);
      expect(
        aiven.writes().slice(before).join() === 'POST,DELETE',
        'the new key should have come before the old one went',
      );
      const [key] = (await aiven.keys(2)).filter(({ id }) => id !== legacy.id);
      expect(key.resource === newKey && key.id !== old.id, `the new key should be ${newKey}`);
      return `another KMS key: registered ${key.id}, then deleted ${old.id}`;
    });

    await say.step('destroy', async () => {
      await project.destroy(imported, /2 destroyed/);
      return 'both keys deleted';
    });

    services = await Project.copy(root, 'examples/rotation', { terraform, url: emulator.url });
    await rotate(say, aiven, services);

    await say.step('nothing left', async () => {
      await aiven.keys(0);
      const resources = [...(await project.stateResources()), ...(await services.stateResources())];
      expect(resources.length === 0, `the state should be empty, but holds ${resources.length} resources`);
      return 'no key in the project, no resource in a state; the service made by hand still runs';
    });
    say.end(terraform.name);
  } finally {
    await project?.delete();
    await services?.delete();
    await emulator.stop();
  }
}

main().catch((error) => {
  console.error(error instanceof MissingTerraformError ? error.message : `The demo failed: ${error.message}`);
  process.exitCode = 1;
});
