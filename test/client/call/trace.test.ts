import { project, withClient } from '../../support/emulator/client';

test('logs one line per request: operation, project, status, attempt, milliseconds, request ID', async () => {
  await withClient({}, async ({ client, emulator, lines }) => {
    emulator.fail({ fault: 503 });
    emulator.fail({ fault: 'reset' });
    await client.cmks.list(project);
    const fields = lines.map((line) => JSON.parse(line.replace('Aiven API request ', '')));
    expect(fields).toEqual([
      {
        operation: 'CMKList',
        project,
        attempt: 1,
        status: 503,
        ms: expect.any(Number),
        request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
      {
        operation: 'CMKList',
        project,
        attempt: 2,
        failure: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/),
        ms: expect.any(Number),
      },
      {
        operation: 'CMKList',
        project,
        attempt: 3,
        status: 200,
        ms: expect.any(Number),
        request_id: expect.any(String),
      },
    ]);
  });
});

test('logs the totals when the client closes', async () => {
  await withClient({}, async ({ client, emulator, lines }) => {
    emulator.fail({ fault: 503 });
    emulator.fail({ fault: 'reset' });
    await client.cmks.list(project);
    await client.services.list(project);
    expect(client.totals).toMatchObject({
      requests: 4,
      retries: 2,
      unanswered: 1,
      operations: { CMKList: 3, ServiceList: 1 },
    });
    await client.close();
    expect(lines.at(-1)).toMatch(/^Aiven API totals \{"requests":4,"retries":2,"unanswered":1,/);
  });
});

test('logs no totals if there were no requests', async () => {
  await withClient({}, async ({ client, lines }) => {
    await client.close();
    expect(lines).toEqual([]);
  });
});
