/** Plays Terraform's core against our provider and an emulator: faster than the real Terraform where that adds nothing. */

import { Emulator, type EmulatorOptions } from '../../../src/emulator';
import type { ObjectValue } from '../../../src/plugin';
import { provider } from '../../../src/provider/provider';
import { token } from '../secrets/secrets';
import { Core, type StoredObject } from '../terraform/core';

export interface AivenCore {
  readonly emulator: Emulator;
  /** A new, configured process: real commands start one to plan and another to apply. */
  start(config?: ObjectValue): Promise<Core>;
  /** An object as a refresh stores it after an import. */
  imported(typeName: string, id: string, more?: ObjectValue): Promise<StoredObject>;
}

/** Starts an emulator, passes it to `use`, then stops it. */
export async function withCore<T>(
  options: EmulatorOptions | undefined,
  use: (aiven: AivenCore) => Promise<T>,
): Promise<T> {
  const emulator = new Emulator(options);
  await emulator.start();
  const start = async (config: ObjectValue = {}) => {
    const core = new Core(provider);
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
    await emulator.stop();
  }
}
