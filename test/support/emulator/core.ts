/** Plays Terraform's core against our provider and an emulator: faster than the real Terraform where that adds nothing. */

import { AivenClient } from '../../../src/client';
import { Emulator, type EmulatorOptions } from '../../../src/emulator';
import type { ObjectValue, Provider } from '../../../src/plugin';
import { provider } from '../../../src/provider/provider';
import type { Session } from '../../../src/provider/settings';
import { token } from '../secrets/secrets';
import { Core, type StoredObject } from '../terraform/core';
import { VirtualClock } from '../virtual-clock';

export interface AivenCore {
  readonly emulator: Emulator;
  /** A new, configured process: real commands start one to plan and another to apply. */
  start(config?: ObjectValue): Promise<Core>;
  /** An object as a refresh stores it after an import. */
  imported(typeName: string, id: string, more?: ObjectValue): Promise<StoredObject>;
}

/** Starts an emulator, passes it to `use`, then stops it. With a `VirtualClock`, the provider's waits take no time. */
export async function withCore<T>(
  options: EmulatorOptions | undefined,
  use: (aiven: AivenCore) => Promise<T>,
): Promise<T> {
  const emulator = new Emulator(options);
  await emulator.start();
  const clients: AivenClient[] = [];
  const { clock } = options ?? {};
  const used = clock instanceof VirtualClock ? onClock(clock, emulator, clients) : provider;
  const start = async (config: ObjectValue = {}) => {
    const core = new Core(used);
    const settings = { api_token: token, api_url: emulator.url, enable_beta: true };
    const problems = await core.configure({ ...settings, ...config });
    if (problems.length > 0) throw new Error(problems.join('\n'));
    return core;
  };
  const imported = async (typeName: string, id: string, more: ObjectValue = {}) => {
    const stored = await (await start()).import(typeName, id);
    return { ...stored, state: { ...stored.state, ...more } };
  };
  try {
    return await use({ emulator, start, imported });
  } finally {
    await Promise.all(clients.map((client) => client.close()));
    await emulator.stop();
  }
}

function onClock(clock: VirtualClock, emulator: Emulator, clients: AivenClient[]): Provider {
  return {
    ...provider,
    async configure(config, ctx) {
      const session = (await provider.configure(config, ctx)) as Session;
      const client = new AivenClient({ token, url: emulator.url, env: {}, clock });
      clients.push(client);
      return { ...session, client } satisfies Session;
    },
  };
}
