import { isAborted, isPermissionDenied, isUnauthorized } from '../../../src/client';
import { generatedCmkId } from '../../../src/emulator';
import { errorOf, gcpKey, project, withClient } from '../../support/emulator/client';

const fleet = (cmks: number, services = 0) => ({
  seed: { projects: [{ name: project, generate: { cmks, services } }] },
});
const ids = (count: number) => Array.from({ length: count }, (_, index) => generatedCmkId(project, index));

test('a thousand reads of keys send one list request', async () => {
  await withClient({ emulator: fleet(1000) }, async ({ client, operations }) => {
    const cmks = await Promise.all(ids(1000).map((id) => client.reads.cmk(project, id)));
    expect(cmks.map((cmk) => cmk?.cmkId)).toEqual(ids(1000));
    expect(operations()).toEqual(['CMKList']);
  });
});

test('keys and services of a project take two list requests', async () => {
  await withClient({ emulator: fleet(10, 10) }, async ({ client, emulator, operations }) => {
    const names = [...emulator.store.project(project).services.keys()];
    await Promise.all([
      ...ids(10).map((id) => client.reads.cmk(project, id)),
      ...names.map((name) => client.reads.service(project, name)),
    ]);
    expect(operations().sort()).toEqual(['CMKList', 'ServiceList']);
  });
});

test('shares associations per key', async () => {
  await withClient({ emulator: fleet(2) }, async ({ client, operations }) => {
    const [one = '', two = ''] = ids(2);
    await Promise.all([one, one.toUpperCase(), two].map((id) => client.reads.associations(project, id)));
    expect(operations()).toEqual(['CMKServiceAssociationsList', 'CMKServiceAssociationsList']);
  });
});

test('requests accessors once per project', async () => {
  await withClient({}, async ({ client, operations }) => {
    const all = await Promise.all([1, 2, 3].map(() => client.reads.accessors(project)));
    expect(new Set(all).size).toBe(1);
    expect(all[0]?.gcp?.accessGroup).toMatch(/@aiven\.io$/);
    expect(operations()).toEqual(['CMKAccessorsList']);
  });
});

test('lists the services of a project with secrets from the first caller on that asks for them', async () => {
  const generate = { cmks: 1, services: 3 };
  const seed = { projects: [{ name: project, generate }, { name: 'acme-staging' }] };
  await withClient({ emulator: { seed } }, async ({ client, emulator }) => {
    const queries = () => emulator.requests.splice(0).map(({ query }) => query);
    const [name = ''] = emulator.store.project(project).services.keys();
    await client.reads.services(project);
    await client.reads.service(project, name);
    await client.reads.keyUsers(project, ids(1)[0] ?? '');
    expect(queries()).toEqual(['', '']);
    expect((await client.reads.service(project, name, { includeSecrets: true }))?.secrets.password).toMatch(/./);
    await client.reads.services(project);
    expect(queries()).toEqual(['include_secrets=true']);
    client.reads.forget(project);
    await client.reads.services(project);
    await client.reads.service(project, name, { includeSecrets: true });
    await client.reads.services('acme-staging');
    expect(queries()).toEqual(['include_secrets=true', '']);
  });
});

test('lists services without secrets, by one more request, if the token may not read secrets', async () => {
  await withClient({ emulator: fleet(1, 3) }, async ({ client, emulator, operations }) => {
    emulator.store.project(project).deny = ['secrets'];
    const denied = await errorOf(client.reads.services(project, { includeSecrets: true }));
    expect(isPermissionDenied(denied)).toBe(true);
    const lists = await Promise.all([1, 2].map(() => client.reads.services(project)));
    expect(lists.map((services) => services.length)).toEqual([3, 3]);
    expect(operations()).toEqual(['ServiceList', 'ServiceList']);
    emulator.store.project(project).deny = ['ServiceList'];
    client.reads.forget(project);
    expect(isPermissionDenied(await errorOf(client.reads.services(project)))).toBe(true);
  });
});

test('gets a key that the list lacks before it counts as deleted', async () => {
  await withClient({ emulator: { listLag: 60_000 } }, async ({ client, another, operations }) => {
    const { cmkId } = await client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
    const reader = another();
    expect(await reader.reads.cmk(project, cmkId.toUpperCase())).toMatchObject({ cmkId });
    expect(await reader.reads.cmk(project, '1b671a64-40d5-491e-99b0-da01ff1f3341')).toBeNull();
    expect(operations().slice(2)).toEqual(['CMKList', 'CMKGet', 'CMKGet']);
  });
});

test('a write discards the lists of its project only', async () => {
  await withClient({}, async ({ client, operations }) => {
    const { cmkId } = await client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
    await client.reads.cmks('acme-staging');
    expect(await client.reads.cmk(project, cmkId)).toMatchObject({ defaultCmk: false });
    await client.cmks.update(project, cmkId, { defaultCmk: true });
    expect(await client.reads.cmk(project, cmkId)).toMatchObject({ defaultCmk: true });
    await client.reads.cmks('acme-staging');
    expect(operations().filter((operation) => operation === 'CMKList')).toHaveLength(4);
  });
});

test('does not keep a list that was read during a write', async () => {
  await withClient({}, async ({ client, emulator }) => {
    const { cmkId } = await client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
    let during: Promise<unknown> = Promise.resolve();
    emulator.fail({
      operation: 'CMKUpdate',
      fault: { kind: 'slow', ms: 20 },
      where: () => {
        during = client.reads.cmk(project, cmkId);
        return true;
      },
    });
    await client.cmks.update(project, cmkId, { defaultCmk: true });
    await during;
    expect(await client.reads.cmk(project, cmkId)).toMatchObject({ defaultCmk: true });
  });
});

test('falls back to single reads if the list fails, and does not request the list again', async () => {
  await withClient({ emulator: fleet(20) }, async ({ client, emulator, operations }) => {
    emulator.fail({ operation: 'CMKList', fault: 403, times: Number.POSITIVE_INFINITY });
    const cmks = await Promise.all(ids(20).map((id) => client.reads.cmk(project, id)));
    expect(cmks.map((cmk) => cmk?.cmkId)).toEqual(ids(20));
    expect(operations().filter((operation) => operation === 'CMKList')).toHaveLength(1);
  });
});

test('an invalid token causes one request, not one per key', async () => {
  await withClient({ emulator: { ...fleet(5), tokens: ['another'] } }, async ({ client, operations }) => {
    const errors = await Promise.all(ids(5).map((id) => errorOf(client.reads.cmk(project, id))));
    expect(errors.every(isUnauthorized)).toBe(true);
    expect(operations()).toEqual(['CMKList']);
  });
});

test('an aborted reader does not affect the others', async () => {
  await withClient({ emulator: fleet(2) }, async ({ client, emulator }) => {
    const stop = new AbortController();
    emulator.fail({ operation: 'CMKList', fault: { kind: 'slow', ms: 30 } });
    const [one = '', two = ''] = ids(2);
    const stopped = errorOf(client.reads.cmk(project, one, { signal: stop.signal }));
    const patient = client.reads.cmk(project, two, { signal: new AbortController().signal });
    stop.abort();
    expect(isAborted(await stopped)).toBe(true);
    expect(await patient).toMatchObject({ cmkId: two });
  });
});

test('after all readers aborted, the next one sends a new request', async () => {
  await withClient({ emulator: fleet(1) }, async ({ client, emulator }) => {
    const stop = new AbortController();
    const where = () => {
      setImmediate(() => stop.abort());
      return true;
    };
    emulator.fail({ operation: 'CMKList', fault: 'stall', where });
    const [one = ''] = ids(1);
    expect(isAborted(await errorOf(client.reads.cmk(project, one, { signal: stop.signal })))).toBe(true);
    expect(await client.reads.cmk(project, one)).toMatchObject({ cmkId: one });
  });
});

test('can keep the first list of a project across writes', async () => {
  await withClient({}, async ({ client, operations }) => {
    expect(await client.reads.cmksAtStart(project)).toEqual([]);
    await client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
    expect(await client.reads.cmksAtStart(project)).toEqual([]);
    expect(operations()).toEqual(['CMKList', 'CMKCreate']);
  });
});
