/** Asks an emulator over real HTTP with plain fetch: what the emulator's own tests use in place of our client. */

import type { Emulator } from '../../../src/emulator';

export interface ApiAnswer {
  status: number;
  headers: Headers;
  /** The parsed body, or its text when it is no JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests pick fields out of answers whose form is what they test
  body: any;
}

/** Asks for a path below `/v1/project`. A body that is a string is sent as it is. */
export async function ask(
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  const response = await fetch(`${emulator.url}/v1/project/${path}`, {
    method,
    headers: { authorization: 'Bearer any-token', 'content-type': 'application/json', ...headers },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  try {
    return { status: response.status, headers: response.headers, body: JSON.parse(text) };
  } catch {
    return { status: response.status, headers: response.headers, body: text };
  }
}

/** A GCP key reference that differs by its last part. */
export const gcpKey = (name: string) => `projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/${name}`;
