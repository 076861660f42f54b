import { project, withClient } from '../../support/emulator/client';

test('each request is one line: operation, project, status, attempt, milliseconds, request id', async () => {
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

test('at the end the totals are told', async () => {
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

test('a client that asked for nothing has nothing to tell', async () => {
  await withClient({}, async ({ client, lines }) => {
    await client.close();
    expect(lines).toEqual([]);
  });
});
