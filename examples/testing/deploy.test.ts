import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Emulator } from 'aiven-byok/emulator';
import { App, LocalBackend } from 'cdktf';
import { OrdersStack } from './orders-stack';

// Not execFileSync: the emulator runs in this process and has to respond meanwhile.
const run = promisify(execFile);
const terraform = process.env.TERRAFORM_BINARY_NAME ?? 'terraform';

test('one apply registers the key and creates the database with it', async () => {
  const emulator = new Emulator({ projects: ['acme-prod'] });
  const outdir = await mkdtemp(join(tmpdir(), 'orders-'));
  try {
    await emulator.start();
    const app = new App({ outdir });
    const stack = new OrdersStack(app, 'orders');
    new LocalBackend(stack, { path: join(outdir, 'terraform.tfstate') });
    app.synth(); // also installs the provider
    const options = {
      cwd: join(outdir, 'stacks/orders'),
      env: { ...process.env, AIVEN_WEB_URL: emulator.url, AIVEN_TOKEN: 'any' },
    };
    await run(terraform, ['init'], options);
    await run(terraform, ['apply', '-auto-approve'], options);
    const [key] = emulator.store.project('acme-prod').cmks.values();
    expect(emulator.store.service('acme-prod', 'orders').cmk_id).toBe(key?.id);
  } finally {
    await emulator.stop();
    await rm(outdir, { recursive: true });
  }
});
