/** Tells a demo: one line a step, with what happened and how long it took. Coloured on a terminal, plain in a pipe. */
import { styleText } from 'node:util';

export class Narrator {
  constructor(stream = process.stdout) {
    this.stream = stream;
    this.coloured = stream.isTTY && !process.env.NO_COLOR;
    this.started = performance.now();
  }

  /** Runs a step and prints its line; the line of a step that fails is printed too. */
  async step(name, run) {
    const start = performance.now();
    if (this.coloured) this.stream.write(this.#style('dim', `  … ${name}`));
    try {
      const outcome = await run();
      this.#line(this.#style('green', '✓'), name, outcome, start);
    } catch (error) {
      this.#line(this.#style('red', '✗'), name, 'failed', start);
      throw error;
    }
  }

  end(terraform) {
    const seconds = ((performance.now() - this.started) / 1000).toFixed(1);
    this.stream.write(`
All of it with the real ${terraform} and cdktf, in ${seconds} s. Next:

  ${this.#style('cyan', 'node dist/cli.js emulator')}                        the emulator for yourself; it prints two export lines to copy
  ${this.#style('cyan', 'export PROVIDER_AIVEN_ENABLE_BETA=1')}              aiven_cmk is in beta
  ${this.#style('cyan', 'cd examples/quickstart && npx cdktf deploy')}       the same app, against the emulator or your own project
  ${this.#style('cyan', 'export AIVEN_TOKEN=…')}                             with a token of your own and no AIVEN_WEB_URL: the real Aiven
  ${this.#style('cyan', 'node dist/cli.js report --project PROJECT')}        which services are under which key, and which are not protected
`);
  }

  #line(mark, name, outcome, start) {
    const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
    const clear = this.coloured ? '\r\u001b[K' : '';
    this.stream.write(`${clear}${mark} ${name.padEnd(12)} ${this.#style('dim', seconds.padStart(6))}  ${outcome}\n`);
  }

  #style(format, text) {
    return this.coloured ? styleText(format, text) : text;
  }
}
