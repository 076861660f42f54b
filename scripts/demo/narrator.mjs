/** Prints one line per demo step, with its outcome and duration. Colored on a terminal, plain in a pipe. */
import { styleText } from 'node:util';

export class Narrator {
  constructor(stream = process.stdout) {
    this.stream = stream;
    this.colored = stream.isTTY && !process.env.NO_COLOR;
    this.started = performance.now();
  }

  /** Runs a step and prints its line, also if it fails. */
  async step(name, run) {
    const start = performance.now();
    if (this.colored) this.stream.write(this.style('dim', `  … ${name}`));
    try {
      const outcome = await run();
      this.line(this.style('green', '✓'), name, outcome, start);
    } catch (error) {
      this.line(this.style('red', '✗'), name, 'failed', start);
      throw error;
    }
  }

  end(terraform) {
    const seconds = ((performance.now() - this.started) / 1000).toFixed(1);
    this.stream.write(`
The demo ran the real ${terraform} and cdktf in ${seconds} s. Next steps:

  ${this.style('cyan', 'node dist/cli.js emulator')}                        start the emulator; it prints two export lines to copy
  ${this.style('cyan', 'export PROVIDER_AIVEN_ENABLE_BETA=1')}              enable the beta resource aiven_cmk
  ${this.style('cyan', 'cd examples/quickstart && npx cdktf deploy')}       deploy the same app
  ${this.style('cyan', 'export AIVEN_TOKEN=…')}                             use the real Aiven instead (leave AIVEN_WEB_URL unset)
  ${this.style('cyan', 'node dist/cli.js report --project PROJECT')}        see which key protects each service
`);
  }

  line(mark, name, outcome, start) {
    const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
    const clear = this.colored ? '\r\u001b[K' : '';
    this.stream.write(`${clear}${mark} ${name.padEnd(12)} ${this.style('dim', seconds.padStart(6))}  ${outcome}\n`);
  }

  style(format, text) {
    return this.colored ? styleText(format, text) : text;
  }
}
