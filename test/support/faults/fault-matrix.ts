/** Runs one operation under one fault and says in a word or two what became of it; the table of what must is faults-table.ts. */

import { AivenClient, AivenError, type OperationId } from '../../../src/client';
import { Emulator } from '../../../src/emulator';
import { project, token } from '../emulator/client';
import { recordingLog } from '../secrets/leak-detector';
import { VirtualClock } from '../virtual-clock';
import { faultyOperations, prepare } from './faulty-operations';
import { type FaultName, matrixFaults } from './matrix-faults';

export type Times = 'once' | 'always';

/** An emulator for many cases, each beginning from nothing. */
export class FaultMatrix {
  private readonly clock = new VirtualClock();
  private readonly emulator = new Emulator({ clock: this.clock, projects: [project] });

  async start(): Promise<void> {
    await this.emulator.start();
  }

  async stop(): Promise<void> {
    await this.emulator.stop();
  }

  /**
   * `ok 2`: done, with two requests of this operation; `network`: failed as that kind, and nothing happened; `network?`: failed,
   * and said that it may have happened. Throws when what the caller was told is not what the emulator holds.
   */
  async outcome(operation: OperationId, fault: FaultName, times: Times): Promise<string> {
    const emulator = this.emulator;
    emulator.reset();
    const prepared = prepare(emulator);
    const { run, effects } = faultyOperations[operation];
    emulator.fail({ operation, fault: matrixFaults[fault], times: times === 'once' ? 1 : Number.POSITIVE_INFINITY });
    // Silence is real time: waited for briefly, and by fewer attempts.
    const brief = { timeLimits: { totalMs: 150 }, retry: { budgetMs: 9_000, firstDelayMs: 8_000 } };
    const options = { token, url: emulator.url, env: {}, clock: this.clock, random: () => 0.5, log: recordingLog };
    const client = new AivenClient({ ...options, ...(String(matrixFaults[fault]).startsWith('stall') ? brief : {}) });
    const told = await run(client, prepared).then(
      () => 'ok',
      (error) => error,
    );
    await client.close();
    const requests = emulator.requests.filter((request) => request.operation === operation).length;
    // What was put off must have happened by now.
    emulator.advance(60_000);
    const happened = effects?.(emulator, prepared) ?? (told === 'ok' ? 1 : 0);
    if (told === 'ok') return requireThat(happened === 1, `ok ${requests}`, `told done, but ${happened} are there`);
    if (!(told instanceof AivenError)) throw told;
    if (told.ambiguous) return requireThat(happened <= 1, `${told.kind}?`, `${happened} are there`);
    return requireThat(happened === 0, told.kind, `told that nothing happened, but ${happened} are there`);
  }
}

function requireThat(holds: boolean, outcome: string, problem: string): string {
  return holds ? outcome : `WRONG: ${problem}`;
}
