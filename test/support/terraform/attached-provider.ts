/** The provider file, started once for all runs of Terraform in a folder, which attach to it. */

import { type ChildProcess, spawn } from 'node:child_process';
import { recordOutput } from '../secrets/leak-detector';

export class AttachedProvider {
  /**
   * Starts the file with `--debug`. A run that attaches gets a provider instance of its own, as with a process of its own, without the
   * three starts of Node that cost most of its CPU time.
   * @param address The source address in the configuration.
   * @throws Error when the process exits before it listens.
   */
  static async start(file: string, address: string, env: NodeJS.ProcessEnv): Promise<AttachedProvider> {
    const child = spawn(file, ['--debug'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    closed.then(() => recordOutput("the attached provider's log", log));
    const attachment = await new Promise<string>((resolve, reject) => {
      let printed = '';
      child.once('error', reject);
      closed.then(() => reject(new Error(`"${file} --debug" exited before it listened:\n${printed}\n${log}`)));
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const found = /TF_REATTACH_PROVIDERS='(.*)'/.exec(printed)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    const [details] = Object.values(JSON.parse(attachment) as object);
    return new AttachedProvider(child, closed, JSON.stringify({ [address]: details }));
  }

  private constructor(
    private readonly child: ChildProcess,
    private readonly closed: Promise<void>,
    /** The value of `TF_REATTACH_PROVIDERS`. */
    readonly attachment: string,
  ) {}

  stop(): Promise<void> {
    this.child.kill('SIGKILL');
    return this.closed;
  }
}
