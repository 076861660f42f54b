/** An emulator, and the CLI configured for it, on one virtual clock. */

import type { ExitCode } from '../../src/cli/errors/cli-error';
import { Emulator, type EmulatorOptions } from '../../src/emulator';
import { token } from '../support/secrets/secrets';
import { temporaryFolder } from '../support/temporary';
import { VirtualClock } from '../support/virtual-clock';
import { Terminal, type TerminalOptions } from './terminal';

export interface Ended {
  code: ExitCode;
  out: string;
  err: string;
}

export const project = 'acme-prod';
export { token };
export const oneId = '1b671a64-40d5-491e-99b0-da01ff1f3341';
export const otherId = '8c9d0e1f-2a3b-4c5d-8e7f-8a9b0c1d2e3f';
export const gcpKey = 'projects/acme/locations/europe-west1/keyRings/aiven/cryptoKeys/orders';
export const awsKey = 'arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab';

/** The first line of a program that a command starts: it fails if it inherits the token. */
export const refuseToken = '[ -z "$AIVEN_TOKEN$AIVEN_AUTH_TOKEN" ] || { echo "inherited the token" >&2; exit 9; }';

/** Two keys, and a service encrypted with the first one, which is the default key. */
export const seed = {
  projects: [
    {
      name: project,
      cmks: [
        { id: oneId, provider: 'gcp' as const, resource: gcpKey, default_cmk: true },
        { id: otherId, provider: 'aws' as const, resource: awsKey },
      ],
      services: [
        { service_name: 'orders', service_type: 'pg', plan: 'startup-4', cmk_id: oneId },
        { service_name: 'plain', service_type: 'mysql', plan: 'startup-4', cmk_id: null },
      ],
    },
  ],
};

export class Scene {
  readonly clock = new VirtualClock();
  readonly emulator: Emulator;

  constructor(options: EmulatorOptions = {}) {
    this.emulator = new Emulator({ clock: this.clock, seed, ...options });
  }

  /** Environment variables for the CLI. */
  get env(): Record<string, string> {
    return { AIVEN_WEB_URL: this.emulator.url, AIVEN_TOKEN: token, AIVEN_PROJECT: project, HOME: temporaryFolder() };
  }

  terminal(options: TerminalOptions = {}): Terminal {
    return new Terminal({ clock: this.clock, ...options, env: { ...this.env, ...options.env } });
  }

  /** Runs a command in a pipe. */
  async run(...argv: string[]): Promise<Ended> {
    return this.runIn({}, ...argv);
  }

  /** Runs a command on a terminal, or with other environment variables. */
  async runIn(options: TerminalOptions, ...argv: string[]): Promise<Ended> {
    const terminal = this.terminal(options);
    const code = await terminal.run(...argv);
    return { code, out: terminal.out, err: terminal.err };
  }

  /** The IDs of the project's keys. */
  get keys(): string[] {
    return [...this.emulator.store.project(project).cmks.keys()];
  }

  /** The operations requested so far, in order. */
  get operations(): string[] {
    return this.emulator.requests.map(({ operation, path }) => operation ?? path);
  }
}

/** Calls `use` with a scene, and stops its emulator afterwards. */
export async function withScene<T>(options: EmulatorOptions, use: (scene: Scene) => Promise<T>): Promise<T> {
  const scene = new Scene(options);
  await scene.emulator.start();
  try {
    return await use(scene);
  } finally {
    await scene.emulator.stop();
  }
}
