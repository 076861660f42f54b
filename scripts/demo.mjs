/**
 * `npm run demo`: runs a key's life cycle with the real `cdktf deploy` against the emulator, then rotates a key while services use
 * it and prints a report. Works on temporary copies of examples/quickstart and examples/rotation, and does not touch the
 * repository or the user's settings.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Narrator } from './demo/narrator.mjs';
import { expect, Observer } from './demo/observer.mjs';
import { Project } from './demo/project.mjs';
import { existingService, rotate } from './demo/rotate.mjs';
import { findTerraform, MissingTerraformError } from './terraform.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { Emulator } = createRequire(import.meta.url)('../dist/emulator');

const acme = 'acme-prod';
const newKey = 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders-2026';
const legacyKey = 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab';

async function main() {
  const narrator = new Narrator();
  const terraform = findTerraform();
  const emulator = new Emulator();
  let project;
  let services;
  // Without a handler, Node would exit immediately and leave the temporary folder behind.
  process.once('SIGINT', () => {
    project?.interrupt();
    services?.interrupt();
  });
  try {
    await narrator.step('emulator', async () => {
      await emulator.start();
      project = await Project.copy(root, 'examples/quickstart', { terraform, url: emulator.url });
      return `started an emulator of Aiven's API at ${emulator.url}; project ${acme} has no keys`;
    });
    const aiven = new Observer(emulator, acme);

    await narrator.step('deploy', async () => {
      await project.deploy({}, /1 added, 0 changed, 0 destroyed/);
      const [key] = await aiven.keys(1);
      return `registered the KMS key ${key.resource} as ${key.id}`;
    });

    await narrator.step('deploy again', async () => {
      const before = aiven.writes().length;
      await project.deploy({}, /No changes\./);
      expect(aiven.writes().length === before, 'expected no write requests');
      return 'no changes';
    });

    const legacy = await aiven.create({ provider: 'aws', resource: legacyKey, default_cmk: false });
    const imported = { LEGACY_IMPORT_ID: `${acme}/${legacy.id}` };
    await narrator.step('import', async () => {
      const before = aiven.writes().length;
      await project.deploy(imported, /1 imported, 0 added, 0 changed, 0 destroyed/);
      expect(aiven.writes().length === before, 'expected no write requests');
      return `imported ${legacy.id}, a key registered outside Terraform; nothing changed`;
    });

    await narrator.step('replace', async () => {
      const [old] = (await aiven.keys(2)).filter(({ id }) => id !== legacy.id);
      const before = aiven.writes().length;
      await project.deploy({ ...imported, ORDERS_KMS_KEY: newKey }, /1 added, 0 changed, 1 destroyed/);
      const writes = aiven.writes().slice(before).join();
      expect(writes === 'POST,DELETE', `expected the requests POST,DELETE, got ${writes}`);
      const [key] = (await aiven.keys(2)).filter(({ id }) => id !== legacy.id);
      expect(key.resource === newKey && key.id !== old.id, `expected a new key for ${newKey}`);
      return `changed the KMS key: registered ${key.id}, then deleted ${old.id}`;
    });

    await narrator.step('destroy', async () => {
      await project.destroy(imported, /2 destroyed/);
      return 'deleted both keys';
    });

    services = await Project.copy(root, 'examples/rotation', { terraform, url: emulator.url });
    await rotate(narrator, aiven, services);

    await narrator.step('check', async () => {
      await aiven.keys(0);
      const resources = [...(await project.stateResources()), ...(await services.stateResources())];
      expect(resources.length === 0, `expected an empty state, got ${resources.length} resources`);
      return `no keys in the project, no resources in the state; ${existingService} still runs`;
    });
    narrator.end(terraform.name);
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
