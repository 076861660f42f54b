import { AmbiguousCreateError, isAlreadyExists, isConflict } from '../../../src/client';
import type { FaultKind } from '../../../src/emulator';
import { awsKey, errorOf, gcpKey, project, withClient } from '../../support/emulator/client';

const key = { cloud: 'gcp', keyReference: gcpKey } as const;
const lostAfterActing: FaultKind[] = ['reset-after', 'lost', 'truncate', 'wrong-length', 'bad-json', 'wrong-json'];
const lostBeforeActing: FaultKind[] = ['refuse', 'reset', 'html'];

test('a registration sends one POST and one list request', async () => {
  await withClient({}, async ({ client, operations }) => {
    await client.cmks.create(project, key);
    await client.cmks.create(project, { ...key, keyReference: `${gcpKey}-2` });
    expect(operations()).toEqual(['CMKList', 'CMKCreate', 'CMKCreate']);
  });
});

test('reuses a list that was just read as the baseline', async () => {
  await withClient({}, async ({ client, clock, operations }) => {
    await client.reads.cmksAtStart(project);
    await client.cmks.create(project, key);
    expect(operations()).toEqual(['CMKList', 'CMKCreate']);
    await client.reads.cmks('acme-staging');
    clock.advance(11_000);
    await client.cmks.create('acme-staging', key);
    expect(operations().slice(2)).toEqual(['CMKList', 'CMKList', 'CMKCreate']);
  });
});

test.each(lostAfterActing)('after a response lost to %s the search finds the key and adopts it', async (fault) => {
  await withClient({}, async ({ client, emulator, operations }) => {
    emulator.fail({ operation: 'CMKCreate', fault });
    const cmk = await client.cmks.create(project, { ...key, defaultCmk: true });
    expect([...emulator.store.project(project).cmks.keys()]).toEqual([cmk.cmkId]);
    expect(cmk).toMatchObject({ keyReference: gcpKey, defaultCmk: true });
    expect(operations().filter((operation) => operation === 'CMKCreate')).toHaveLength(1);
  });
});

test.each(lostBeforeActing)(
  'after %s, which did nothing, it looks for ten seconds and posts once more',
  async (fault) => {
    await withClient({}, async ({ client, emulator, clock, operations }) => {
      emulator.fail({ operation: 'CMKCreate', fault });
      const begun = clock.now();
      const cmk = await client.cmks.create(project, key);
      expect([...emulator.store.project(project).cmks.keys()]).toEqual([cmk.cmkId]);
      expect(operations().filter((operation) => operation === 'CMKCreate')).toHaveLength(2);
      expect(operations().filter((operation) => operation === 'CMKList').length).toBeGreaterThan(4);
      expect(clock.now() - begun).toBe(10_000);
    });
  },
);

test('adopts a key that appears in the list only after nine seconds', async () => {
  await withClient({ emulator: { listLag: 9_000 } }, async ({ client, emulator }) => {
    emulator.fail({ operation: 'CMKCreate', fault: 'lost' });
    const cmk = await client.cmks.create(project, key);
    expect([...emulator.store.project(project).cmks.keys()]).toEqual([cmk.cmkId]);
  });
});

test('adopts a key that is created nine seconds late', async () => {
  await withClient({}, async ({ client, emulator }) => {
    emulator.fail({ operation: 'CMKCreate', fault: { kind: 'late', ms: 9_000 } });
    const cmk = await client.cmks.create(project, key);
    expect([...emulator.store.project(project).cmks.keys()]).toEqual([cmk.cmkId]);
  });
});

test('never adopts a key that existed before with the same reference', async () => {
  await withClient({}, async ({ client, emulator }) => {
    const { cmk: old } = emulator.call('CMKCreate', project, {}, { provider: 'gcp', resource: gcpKey });
    emulator.fail({ operation: 'CMKCreate', fault: 'reset' });
    const cmk = await client.cmks.create(project, key);
    expect(cmk.cmkId).not.toBe(old.id);
    expect(emulator.store.project(project).cmks.size).toBe(2);
  });
});

test('does not adopt our own earlier key with the same reference', async () => {
  await withClient({}, async ({ client, emulator }) => {
    const first = await client.cmks.create(project, key);
    emulator.fail({ operation: 'CMKCreate', fault: 'lost' });
    const second = await client.cmks.create(project, key);
    expect(second.cmkId).not.toBe(first.cmkId);
    expect(emulator.store.project(project).cmks.size).toBe(2);
  });
});

test('two concurrent creates of the same key get one key each, whichever responses are lost', async () => {
  await withClient({}, async ({ client, emulator }) => {
    emulator.fail({ operation: 'CMKCreate', fault: 'lost', times: 2 });
    const both = await Promise.all([client.cmks.create(project, key), client.cmks.create(project, key)]);
    expect(new Set(both.map(({ cmkId }) => cmkId)).size).toBe(2);
    expect(emulator.store.project(project).cmks.size).toBe(2);
  });
});

test('ignores another key that another process registers at the same time', async () => {
  await withClient({}, async ({ client, emulator, another }) => {
    emulator.fail({ operation: 'CMKCreate', fault: 'lost', times: 2 });
    const other = another();
    const [mine, theirs] = await Promise.all([
      client.cmks.create(project, key),
      other.cmks.create(project, { cloud: 'aws', keyReference: awsKey }),
    ]);
    expect([mine.keyReference, theirs.keyReference]).toEqual([gcpKey, awsKey]);
    expect(emulator.store.project(project).cmks.size).toBe(2);
  });
});

test('if several new keys match, adopts none and lists all', async () => {
  await withClient({}, async ({ client, emulator }) => {
    await client.reads.cmks(project);
    emulator.call('CMKCreate', project, {}, { provider: 'gcp', resource: gcpKey });
    emulator.fail({ operation: 'CMKCreate', fault: 'lost' });
    const error = await errorOf(client.cmks.create(project, key));
    expect(error).toBeInstanceOf(AmbiguousCreateError);
    for (const id of emulator.store.project(project).cmks.keys()) {
      expect((error as Error).message).toContain(`${project}/${id}`);
    }
  });
});

test('does not adopt someone else’s key because it appears first', async () => {
  await withClient({}, async ({ client, emulator }) => {
    emulator.fail({ operation: 'CMKCreate', fault: { kind: 'late', ms: 6_000 } });
    emulator.fail({
      operation: 'CMKList',
      after: 2,
      fault: () => {
        emulator.call('CMKCreate', project, {}, { provider: 'gcp', resource: gcpKey });
        return { kind: 'slow', ms: 0 };
      },
    });
    const error = await errorOf(client.cmks.create(project, key));
    expect(error).toBeInstanceOf(AmbiguousCreateError);
    expect((error as AmbiguousCreateError).candidates).toHaveLength(2);
  });
});

test('reports both keys if the first request takes effect after the second', async () => {
  await withClient({ emulator: { listLag: 0 } }, async ({ client, emulator, clock }) => {
    emulator.fail({ operation: 'CMKCreate', fault: { kind: 'late', ms: 10_500 } });
    emulator.fail({
      operation: 'CMKCreate',
      fault: { kind: 'slow', ms: 1 },
      where: () => {
        clock.advance(1_000);
        return true;
      },
    });
    expect(await errorOf(client.cmks.create(project, key))).toBeInstanceOf(AmbiguousCreateError);
  });
});

test('a second POST that is rejected as a duplicate means that the first one succeeded', async () => {
  await withClient({ emulator: { duplicates: 'refused', listLag: 15_000 } }, async ({ client, emulator }) => {
    emulator.fail({ operation: 'CMKCreate', fault: 'lost' });
    const cmk = await client.cmks.create(project, key);
    expect([...emulator.store.project(project).cmks.keys()]).toEqual([cmk.cmkId]);
  });
});

test('a first POST that is rejected as a duplicate is an error: the key is someone else’s', async () => {
  await withClient({ emulator: { duplicates: 'refused' } }, async ({ client, emulator, clock }) => {
    emulator.call('CMKCreate', project, {}, { provider: 'gcp', resource: gcpKey });
    const begun = clock.now();
    const error = await errorOf(client.cmks.create(project, key));
    expect(isConflict(error) && isAlreadyExists(error)).toBe(true);
    expect(clock.now()).toBe(begun);
  });
});

test('a search that fails is ambiguous, and nothing more is posted', async () => {
  await withClient({}, async ({ client, emulator, operations }) => {
    emulator.fail({ operation: 'CMKCreate', fault: 'lost' });
    emulator.fail({ operation: 'CMKList', fault: 503, after: 1, times: Number.POSITIVE_INFINITY });
    const error = await errorOf(client.cmks.create(project, key));
    expect(error).toMatchObject({
      message: expect.stringMatching(/The search for the key failed: .* The request may have taken effect\./),
      ambiguous: true,
    });
    expect(operations().filter((operation) => operation === 'CMKCreate')).toHaveLength(1);
  });
});

test('registers nothing without a baseline', async () => {
  await withClient({}, async ({ client, emulator, operations }) => {
    emulator.fail({ operation: 'CMKList', fault: 403, times: Number.POSITIVE_INFINITY });
    expect(await errorOf(client.cmks.create(project, key))).toMatchObject({
      kind: 'permissionDenied',
      operation: 'CMKList',
    });
    expect(operations()).not.toContain('CMKCreate');
  });
});

test('an abort ends the search immediately, and the error is ambiguous', async () => {
  await withClient({}, async ({ client, emulator }) => {
    const stop = new AbortController();
    emulator.fail({ operation: 'CMKCreate', fault: 'lost' });
    emulator.fail({
      operation: 'CMKList',
      fault: 'slow',
      after: 3,
      where: () => {
        setImmediate(() => stop.abort());
        return false;
      },
    });
    const error = await errorOf(client.cmks.create(project, key, { signal: stop.signal }));
    expect(error).toMatchObject({ kind: 'aborted' });
  });
});

test.each([429, 503])('adopts the key that a request registered although a gateway returned %i', async (status) => {
  await withClient({}, async ({ client, emulator, operations }) => {
    emulator.fail({ operation: 'CMKCreate', fault: { kind: 'status', status, retryAfter: 7, takesEffect: true } });
    const cmk = await client.cmks.create(project, { ...key, defaultCmk: true });
    expect([...emulator.store.project(project).cmks.keys()]).toEqual([cmk.cmkId]);
    expect(operations().filter((operation) => operation === 'CMKCreate')).toHaveLength(1);
  });
});

test('looks for the key before each repetition after 429, and before it gives up', async () => {
  await withClient({ client: { random: () => 0 } }, async ({ client, emulator, clock, operations }) => {
    const rule = { operation: 'CMKCreate', fault: { kind: 'status', status: 429, retryAfter: 7 } } as const;
    emulator.fail({ ...rule, times: 2 });
    await client.cmks.create(project, key);
    expect(clock.slept).toEqual([7_000, 7_000]);
    const repeated = ['CMKCreate', 'CMKList', 'CMKCreate', 'CMKList', 'CMKCreate'];
    // The last list finds what an earlier request may have registered late.
    expect(operations()).toEqual(['CMKList', ...repeated, 'CMKList']);
    emulator.requests.length = 0;
    emulator.fail({ ...rule, fault: { ...rule.fault, retryAfter: 60 } });
    expect(await errorOf(client.cmks.create(project, key))).toMatchObject({ kind: 'rateLimited', ambiguous: false });
    expect(operations()).toEqual(['CMKCreate', 'CMKList']);
  });
});

test('reports both keys if a request that was rejected with 429 took effect after the look', async () => {
  await withClient({ emulator: { listLag: 3_000 } }, async ({ client, emulator, clock }) => {
    emulator.fail({ operation: 'CMKCreate', fault: { kind: 'status', status: 429, retryAfter: 2, takesEffect: true } });
    emulator.fail({
      operation: 'CMKCreate',
      fault: { kind: 'slow', ms: 1 },
      where: () => {
        clock.advance(1_500);
        return true;
      },
    });
    expect(await errorOf(client.cmks.create(project, key))).toBeInstanceOf(AmbiguousCreateError);
    expect(emulator.store.project(project).cmks.size).toBe(2);
  });
});

test.each([
  ['lasts as long as Retry-After', 14, 14_000, 2],
  ['does not, if that is longer than one request may take', 60, 10_000, 1],
])('after 503 the search for the key %s', async (_, retryAfter, searchedMs, posts) => {
  await withClient({}, async ({ client, emulator, clock, operations }) => {
    emulator.fail({ operation: 'CMKCreate', fault: { kind: 'status', status: 503, retryAfter } });
    const begun = clock.now();
    const result = client.cmks.create(project, key);
    if (posts === 2) await result;
    else expect(await errorOf(result)).toMatchObject({ kind: 'server', ambiguous: true });
    expect(clock.now() - begun).toBe(searchedMs);
    expect(operations().filter((operation) => operation === 'CMKCreate')).toHaveLength(posts);
  });
});

test('a failed look after 429 makes the error ambiguous, and nothing more is posted', async () => {
  await withClient({}, async ({ client, emulator, operations }) => {
    emulator.fail({ operation: 'CMKCreate', fault: 429, times: Number.POSITIVE_INFINITY });
    emulator.fail({ operation: 'CMKList', fault: 503, after: 1, times: Number.POSITIVE_INFINITY });
    expect(await errorOf(client.cmks.create(project, key))).toMatchObject({ kind: 'rateLimited', ambiguous: true });
    expect(operations().filter((operation) => operation === 'CMKCreate')).toHaveLength(1);
  });
});

test('aborting one create does not affect the baseline of another', async () => {
  await withClient({}, async ({ client, emulator, operations }) => {
    const stop = new AbortController();
    emulator.fail({
      operation: 'CMKList',
      fault: () => {
        setImmediate(() => stop.abort());
        return { kind: 'slow', ms: 20 };
      },
    });
    const stopped = errorOf(client.cmks.create(project, key, { signal: stop.signal }));
    const other = client.cmks.create(
      project,
      { cloud: 'aws', keyReference: awsKey },
      { signal: new AbortController().signal },
    );
    expect(await stopped).toMatchObject({ kind: 'aborted', ambiguous: false });
    expect(await other).toMatchObject({ keyReference: awsKey });
    expect(operations()).toEqual(['CMKList', 'CMKCreate']);
  });
});

test('the next create reads the baseline again after a failure', async () => {
  await withClient({}, async ({ client, emulator }) => {
    emulator.fail({ operation: 'CMKList', fault: 403 });
    await errorOf(client.cmks.create(project, key));
    expect(await client.cmks.create(project, key)).toMatchObject({ keyReference: gcpKey });
  });
});
