/**
 * The emulator serves Aiven's other clients. The files in requests/ hold what each sends (method, path, query, headers, body), taken
 * from the sources of `avn` 4.16, Aiven's provider 4.61 and its Go client 0.209.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Emulator } from '../../src/emulator';
import { requestProblems, responseProblems } from './contract';

interface RecordedRequest {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body?: unknown;
  status: number;
  /** Part of the response. */
  response?: object;
}

interface RecordedCommand {
  command: string;
  requests: RecordedRequest[];
}

const seed = {
  projects: [
    {
      name: 'acme-prod',
      cmks: [
        {
          id: '1b671a64-40d5-491e-99b0-da01ff1f3341',
          provider: 'gcp',
          resource: 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders',
        },
      ],
      static_ips: [{ static_ip_address_id: 'ip-1' }, { static_ip_address_id: 'ip-2' }],
    },
    { name: 'no-byok', byok: false },
  ],
} as const;

async function send(url: string, { method, path, query, headers, body }: RecordedRequest) {
  const response = await fetch(`${url}${path}${query === '' ? '' : `?${query}`}`, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

test.each(['avn', 'official-provider', 'go-client'])('%s gets what it expects', async (client) => {
  const file = join(__dirname, 'requests', `${client}.json`);
  const commands = JSON.parse(readFileSync(file, 'utf8')) as RecordedCommand[];
  const emulator = new Emulator({ seed });
  await emulator.start();
  try {
    for (const { command, requests } of commands) {
      for (const request of requests) {
        const { status, body } = await send(emulator.url, request);
        const { method, path, query } = request;
        const place = `${command}: ${method} ${path}`;
        expect([place, status, body]).toMatchObject([place, request.status, request.response ?? {}]);
        const exchange = { method, path, query, requestBody: request.body, status, responseBody: body };
        expect([place, ...requestProblems(exchange), ...responseProblems(exchange)]).toEqual([place]);
      }
    }
    expect(emulator.requests.filter(({ operation }) => operation === null)).toEqual([]);
  } finally {
    await emulator.stop();
  }
});
