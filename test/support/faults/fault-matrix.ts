/** Runs one operation under one fault and returns its outcome, as faults-table.ts writes it. */

import { AivenClient, AivenError, type OperationId } from '../../../src/client';
import { Emulator } from '../../../src/emulator';
import { project, token } from '../emulator/client';
import { recordingLog } from '../secrets/leak-detector';
import { VirtualClock } from '../virtual-clock';
import { faultyOperations, prepare } from './faulty-operations';
import { type FaultName, matrixFaults } from './matrix-faults';

export type Times = 'once' | 'always';

/** One emulator for all cases. Each case starts with an empty account. */
export class FaultMatrix {
  private readonly clock = new VirtualClock();
  private readonly emulator = new Emulator({ clock: this.clock, projects: [project] });

  async start(): Promise<void> {
    await this.emulator.start();
  }

  async stop(): Promise<void> {
    await this.emulator.stop();
  }

  /** Returns an outcome that begins with "WRONG" if the client's result does not match the emulator's state. */
  async outcome(operation: OperationId, fault: FaultName, times: Times): Promise<string> {
    const emulator = this.emulator;
    emulator.reset();
    const prepared = prepare(emulator);
    const { run, effects } = faultyOperations[operation];
    emulator.fail({ operation, fault: matrixFaults[fault], times: times === 'once' ? 1 : Number.POSITIVE_INFINITY });
    // A stalled response takes real time, so the limit is short and the attempts are few.
    const shortLimits = { timeLimits: { totalMs: 150 }, retry: { budgetMs: 9_000, firstDelayMs: 8_000 } };
    const options = { token, url: emulator.url, env: {}, clock: this.clock, random: () => 0.5, log: recordingLog };
    const client = new AivenClient({
      ...options,
      ...(String(matrixFaults[fault]).startsWith('stall') ? shortLimits : {}),
    });
    const result = await run(client, prepared).then(
      () => 'ok',
      (error) => error,
    );
    await client.close();
    const requests = emulator.requests.filter((request) => request.operation === operation).length;
    // Delayed requests take effect.
    emulator.advance(60_000);
    const count = effects?.(emulator, prepared) ?? (result === 'ok' ? 1 : 0);
    const problem = `took effect ${count} times`;
    if (result === 'ok') return check(count === 1, `ok ${requests}`, `succeeded, but ${problem}`);
    if (!(result instanceof AivenError)) throw result;
    if (result.ambiguous) return check(count <= 1, `${result.kind}?`, problem);
    return check(count === 0, result.kind, `failed, but ${problem}`);
  }
}

function check(isConsistent: boolean, outcome: string, problem: string): string {
  return isConsistent ? outcome : `WRONG: ${problem}`;
}
