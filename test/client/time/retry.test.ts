import { defaults, isRateLimited, type OperationId } from '../../../src/client';
import { isRepeatable, methods } from '../../../src/client/call/operations';
import {
  type AttemptState,
  type Failure,
  isAmbiguous,
  nextDelay,
  parseRetryAfter,
} from '../../../src/client/time/retry';
import { errorOf, gcpKey, project, withClient } from '../../support/emulator/client';

const policy = defaults.retry;
const first: AttemptState = { repeatable: true, attempt: 1, elapsedMs: 0, random: 0.5 };
const status = (code: number, retryAfterMs?: number): Failure => ({ kind: 'status', status: code, retryAfterMs });

const rateLimits: Failure[] = [status(429), status(429, 1000)];
const retriedAlways: Failure[] = [{ kind: 'unsent' }, ...rateLimits];
const retriedWhereSafe: Failure[] = [
  { kind: 'lost' },
  { kind: 'garbled' },
  ...[408, 500, 502, 503, 504].map((code) => status(code)),
  status(503, 1000),
];
const never: Failure[] = [{ kind: 'final' }, ...[400, 401, 403, 404, 409, 413, 501].map((code) => status(code))];

describe('retries', () => {
  test('GET, PUT, DELETE and other idempotent requests after any transient failure', () => {
    for (const failure of [...retriedAlways, ...retriedWhereSafe]) {
      expect(nextDelay(first, failure, policy)).not.toBe('stop');
    }
    for (const failure of never) expect(nextDelay(first, failure, policy)).toBe('stop');
    const repeatable = (Object.keys(methods) as OperationId[]).filter((operation) => !isRepeatable(operation));
    expect(repeatable).toEqual(['CMKCreate', 'ServiceCreate']);
  });

  test('a create only if the request was not sent, or was rejected with 429', () => {
    const post = { ...first, repeatable: false };
    for (const failure of retriedAlways) expect(nextDelay(post, failure, policy)).not.toBe('stop');
    for (const failure of [...retriedWhereSafe, ...never]) expect(nextDelay(post, failure, policy)).toBe('stop');
  });

  test('an unreadable response only twice', () => {
    expect(
      [1, 2, 3].map((attempt) => nextDelay({ ...first, attempt }, { kind: 'garbled' }, policy) === 'stop'),
    ).toEqual([false, false, true]);
  });

  test('a lost or unreadable response, 408, 429 and 5xx are ambiguous; another rejection is not', () => {
    expect([...retriedWhereSafe, ...rateLimits, status(501)].every(isAmbiguous)).toBe(true);
    expect([...never.filter(({ status }) => status !== 501), { kind: 'unsent' } as const].some(isAmbiguous)).toBe(
      false,
    );
  });
});

describe('the delay', () => {
  test('is random, up to a bound that doubles until eight seconds', () => {
    const bounds = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) =>
      nextDelay({ ...first, attempt, random: 0.999999 }, { kind: 'lost' }, policy),
    );
    expect(bounds).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
    expect(nextDelay({ ...first, attempt: 8, random: 0 }, { kind: 'lost' }, policy)).toBe(0);
  });

  test('is at least Retry-After, and there is no retry if that exceeds the budget', () => {
    expect(nextDelay({ ...first, random: 0 }, status(429, 7000), policy)).toBe(7000);
    expect(nextDelay(first, status(429, 7000), policy)).toBeGreaterThanOrEqual(7000);
    expect(nextDelay(first, status(429, 31_000), policy)).toBe('stop');
    expect(nextDelay({ ...first, elapsedMs: 24_000 }, status(429, 7000), policy)).toBe('stop');
  });

  test('no attempt starts in the last half second, because it would hide why the others failed', () => {
    expect(nextDelay({ ...first, elapsedMs: 29_400, random: 0 }, { kind: 'lost' }, policy)).toBe(0);
    expect(nextDelay({ ...first, elapsedMs: 29_600, random: 0 }, { kind: 'lost' }, policy)).toBe('stop');
    expect(nextDelay({ ...first, elapsedMs: 80, random: 0 }, { kind: 'lost' }, { ...policy, budgetMs: 100 })).toBe(0);
  });

  test('Retry-After is parsed in both forms', () => {
    const now = Date.parse('2026-05-05T10:00:00Z');
    expect(parseRetryAfter('12', now)).toBe(12_000);
    expect(parseRetryAfter('Tue, 05 May 2026 10:00:30 GMT', now)).toBe(30_000);
    expect(parseRetryAfter('Tue, 05 May 2026 09:00:00 GMT', now)).toBe(0);
    for (const unreadable of [undefined, '', 'soon', '-1', '1.5']) {
      expect(parseRetryAfter(unreadable, now)).toBeUndefined();
    }
  });
});

describe('an operation', () => {
  test('gives up after thirty seconds, with the last status in the error', async () => {
    await withClient({}, async ({ client, emulator, clock, operations }) => {
      emulator.fail({ fault: 503, times: Number.POSITIVE_INFINITY });
      const begun = clock.now();
      const error = await errorOf(client.cmks.list(project));
      expect(error).toMatchObject({
        kind: 'server',
        status: 503,
        attempts: operations().length,
        message: expect.stringMatching(
          /^Aiven returned 503 for project "acme-prod": .* Request: GET \/v1\/project\/acme-prod\/secrets\/cmks, \d+ attempts\./,
        ),
      });
      expect(clock.now() - begun).toBeLessThanOrEqual(30_000);
      expect(clock.now() - begun).toBeGreaterThan(15_000);
    });
  });

  test('keeps the last status if the last attempt got no response', async () => {
    await withClient({}, async ({ client, emulator }) => {
      emulator.fail({ fault: 502, times: 2 });
      emulator.fail({ fault: 'reset', times: Number.POSITIVE_INFINITY });
      expect(await errorOf(client.cmks.list(project))).toMatchObject({
        kind: 'network',
        status: 502,
        message: expect.stringContaining('An earlier attempt got status 502.'),
      });
    });
  });

  test('ends at its deadline', async () => {
    await withClient({}, async ({ client, emulator, clock }) => {
      emulator.fail({ fault: 503, times: Number.POSITIVE_INFINITY });
      const begun = clock.now();
      await errorOf(client.cmks.list(project, { deadline: client.deadlineAfter(2_000) }));
      expect(clock.now() - begun).toBeLessThanOrEqual(2_000);
    });
  });

  test('survives a short outage', async () => {
    await withClient({}, async ({ client, emulator, clock }) => {
      const back = clock.now() + 10_000;
      emulator.fail({ fault: 503, where: () => clock.now() < back, times: Number.POSITIVE_INFINITY });
      expect(await client.cmks.list(project)).toEqual([]);
    });
  });

  test('respects Retry-After, and gives up if it is too long', async () => {
    await withClient({ client: { random: () => 0 } }, async ({ client, emulator, clock }) => {
      emulator.fail({ fault: { kind: 'status', status: 429, retryAfter: 5 } });
      emulator.fail({ fault: { kind: 'status', status: 503, retryAfter: new Date(clock.now() + 20_000) } });
      await client.cmks.list(project);
      expect(clock.slept).toEqual([5_000, 15_000]);
      emulator.fail({ fault: { kind: 'status', status: 429, retryAfter: 3600 } });
      expect(isRateLimited(await errorOf(client.cmks.list(project)))).toBe(true);
      expect(clock.slept).toHaveLength(2);
    });
  });

  test.each(['reset-after', 429, 503] as const)(
    'reads the key between an access check that ended with %s and the next',
    async (fault) => {
      await withClient({}, async ({ client, emulator, operations }) => {
        const { cmkId } = await client.cmks.create(project, { cloud: 'gcp', keyReference: gcpKey });
        emulator.requests.length = 0;
        emulator.fail({ operation: 'CMKAccessCheckTrigger', fault });
        await client.cmks.verifyAccess(project, cmkId);
        expect(operations()).toEqual(['CMKAccessCheckTrigger', 'CMKGet', 'CMKAccessCheckTrigger']);
      });
    },
  );
});
