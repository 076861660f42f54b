/** An emulator and a client that talks to it, on one virtual clock. */

import { AivenClient, type AivenClientOptions } from '../../../src/client';
import { Emulator, type EmulatorOptions } from '../../../src/emulator';
import { recordingLog } from '../secrets/leak-detector';
import { token } from '../secrets/secrets';
import { VirtualClock } from '../virtual-clock';

export { token };

export interface ClientSetup {
  emulator?: EmulatorOptions;
  client?: Partial<AivenClientOptions>;
}

export interface Scene {
  client: AivenClient;
  emulator: Emulator;
  clock: VirtualClock;
  /** What the client logged, as text. */
  lines: string[];
  /** Another client of the same emulator, as another process would be. */
  another(options?: Partial<AivenClientOptions>): AivenClient;
  /** Operations asked for since `reset` or the start, in order. */
  operations(): string[];
}

/** Hands over a scene and leaves nothing behind. */
export async function withClient<T>(setup: ClientSetup, use: (scene: Scene) => Promise<T>): Promise<T> {
  const clock = new VirtualClock();
  const emulator = new Emulator({ clock, ...setup.emulator });
  await emulator.start();
  const lines: string[] = [];
  const note = (message: string, fields?: object) => {
    lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
    recordingLog.debug(message, fields);
  };
  const clients: AivenClient[] = [];
  const another = (options: Partial<AivenClientOptions> = {}) => {
    const client = new AivenClient({
      token,
      url: emulator.url,
      env: {},
      clock,
      log: { debug: note, warn: note },
      ...options,
    });
    clients.push(client);
    return client;
  };
  try {
    const operations = () => emulator.requests.map(({ operation, path }) => operation ?? path);
    return await use({ client: another(setup.client), emulator, clock, lines, another, operations });
  } finally {
    await Promise.all(clients.map((client) => client.close()));
    await emulator.stop();
  }
}

/** What a promise is rejected with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('the promise was expected to be rejected, but was fulfilled');
}

export const project = 'acme-prod';
export const gcpKey = 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders';
export const awsKey = 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab';
export const ociKey = 'ocid1.key.oc1.iad.abcdefghijklm.abuwcljrxyz1234567890';
