import { inspect } from 'node:util';
import { faultKinds } from '../../../src/emulator';
import { awsKey, errorOf, gcpKey, project, type Scene, token, withClient } from '../../support/emulator/client';

/** Every way to print an error. */
function printed(error: unknown): string {
  const { cause, message, stack } = error as Error;
  const ways = [JSON.stringify(error), inspect(error, { depth: 9, showHidden: true }), `${error}`, message, stack];
  return [...ways, JSON.stringify(cause), inspect(cause, { depth: 9, showHidden: true }), (cause as Error)?.stack].join(
    '\n',
  );
}

/** Runs every operation once and returns the errors. */
async function everything({ client }: Scene, cmkId: string): Promise<unknown[]> {
  const { cmks, services, reads } = client;
  const orders = { serviceName: 'orders', serviceType: 'pg', plan: 'startup-4' };
  const operations = [
    () => cmks.create(project, { cloud: 'aws', keyReference: awsKey }),
    () => cmks.list(project),
    () => cmks.get(project, cmkId),
    () => cmks.update(project, cmkId, { defaultCmk: true }),
    () => cmks.verifyAccess(project, cmkId),
    () => cmks.accessors(project),
    () => cmks.associations(project, cmkId),
    () => services.create(project, orders),
    () => services.get(project, 'orders', { includeSecrets: true }),
    () => services.update(project, 'orders', { cmkId }),
    () => reads.service(project, 'orders', { includeSecrets: true }),
    () => services.delete(project, 'orders'),
    () => cmks.delete(project, cmkId),
  ];
  const errors: unknown[] = [];
  for (const operation of operations) await operation().catch((error) => errors.push(error));
  return errors;
}

const short = {
  retry: { budgetMs: 400 },
  timeLimits: { totalMs: 60 },
  searchMs: 100,
};

test.each(faultKinds)('after %s, neither errors nor log lines nor the client show token or password', async (kind) => {
  await withClient({ client: short }, async (scene) => {
    const { client, emulator, lines } = scene;
    const patient = scene.another();
    const { cmkId } = await patient.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
    await patient.services.create(project, { serviceName: 'db', serviceType: 'pg', plan: 'startup-4' });
    const { secrets } = await patient.services.get(project, 'db', { includeSecrets: true });
    const password = secrets.password ?? '';
    expect(password.length).toBeGreaterThan(4);
    emulator.fail({
      fault: { kind, ms: 30, message: `token ${token}, Bearer ${token}, "password": "${password}"` },
      times: Number.POSITIVE_INFINITY,
    });
    const errors = await everything(scene, cmkId);
    if (kind !== 'slow') expect(errors.length).toBeGreaterThan(5);
    await client.close();
    for (const text of [...errors.map(printed), ...lines, inspect(client, { depth: 12, showHidden: true })]) {
      expect(text).not.toContain(token);
      expect(text).not.toContain(password);
    }
    expect(lines.length).toBeGreaterThan(10);
  });
});

test('a client with services in its shared reads does not print their passwords', async () => {
  await withClient({}, async ({ client }) => {
    await client.services.create(project, { serviceName: 'db', serviceType: 'pg', plan: 'startup-4' });
    const service = await client.reads.service(project, 'db', { includeSecrets: true });
    const password = service?.secrets.password ?? '';
    expect(password).not.toBe('');
    for (const text of [
      inspect(client, { depth: 20, showHidden: true }),
      JSON.stringify(client),
      JSON.stringify(service),
    ]) {
      expect(text).not.toContain(password);
      expect(text).not.toContain(token);
    }
  });
});

test('rejects an invalid token without showing it', async () => {
  await withClient({ emulator: { tokens: ['another'] } }, async ({ client }) => {
    const error = await errorOf(client.cmks.list(project));
    expect(error).toMatchObject({ kind: 'unauthorized' });
    expect(printed(error)).not.toContain(token);
  });
});
