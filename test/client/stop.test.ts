import { errorOf, project, withClient } from '../support/emulator/client';

describe('an abort', () => {
  test('ends a request in flight', async () => {
    await withClient({}, async ({ client, emulator }) => {
      const stop = new AbortController();
      const where = () => {
        setImmediate(() => stop.abort());
        return true;
      };
      emulator.fail({ fault: 'stall', where });
      const error = await errorOf(client.cmks.list(project, { signal: stop.signal }));
      expect(error).toMatchObject({
        kind: 'aborted',
        message: expect.stringMatching(/^The request for project "acme-prod" was aborted\./),
      });
    });
  });

  test('ends a pause between two attempts, and reports the last status', async () => {
    await withClient({}, async ({ client, emulator, clock }) => {
      const stop = new AbortController();
      jest.spyOn(clock, 'sleep').mockImplementation(async (_ms, signal) => {
        stop.abort();
        throw signal?.reason;
      });
      emulator.fail({ fault: 503 });
      const error = await errorOf(client.cmks.list(project, { signal: stop.signal }));
      expect(error).toMatchObject({
        kind: 'aborted',
        message: expect.stringContaining('Aiven returned 503'),
        attempts: 1,
      });
    });
  });

  test('removes a queued request, and a signal that is already aborted sends nothing', async () => {
    await withClient({ client: { maxConcurrentRequests: 1 } }, async ({ client, emulator, operations }) => {
      const stop = new AbortController();
      emulator.fail({ fault: { kind: 'slow', ms: 30 } });
      const under = client.cmks.list(project);
      const waiting = errorOf(client.cmks.list(project, { signal: stop.signal }));
      stop.abort();
      expect(await waiting).toMatchObject({ kind: 'aborted', attempts: 0 });
      expect(await errorOf(client.cmks.list(project, { signal: stop.signal }))).toMatchObject({ kind: 'aborted' });
      await under;
      expect(operations()).toEqual(['CMKList']);
      expect(await client.cmks.list(project)).toEqual([]);
    });
  });
});
