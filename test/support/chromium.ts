/** A real browser over its debugging pipe: no port, no library. Undefined where there is none. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Debian's name, and those of other distributions. */
export const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);

export interface BrowserEvent {
  method: string;
  params: Record<string, unknown>;
}

/** One page of a browser. */
export class Browser {
  /** What the browser told without being asked. */
  readonly events: BrowserEvent[] = [];
  readonly #child: ChildProcess;
  readonly #answers = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>();
  readonly #ended: Promise<unknown>;
  readonly #folder = mkdtempSync(join(tmpdir(), 'aiven-byok-browser-'));
  readonly #waiting: { done(): boolean; resolve(): void }[] = [];
  #session: string | undefined;
  #last = 0;

  private constructor(program: string) {
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-component-update'];
    const folder = `--user-data-dir=${this.#folder}`;
    this.#child = spawn(program, [...flags, '--remote-debugging-pipe', folder, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.#ended = new Promise((resolve) => this.#child.once('close', resolve));
    let text = '';
    (this.#child.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const messages = text.split('\0');
      text = messages.pop() ?? '';
      for (const message of messages) this.#heard(JSON.parse(message));
    });
  }

  static async start(): Promise<Browser> {
    const browser = new Browser(chromium ?? 'chromium');
    const { targetInfos } = await browser.#ask<{ targetInfos: { type: string; targetId: string }[] }>(
      'Target.getTargets',
    );
    const page = targetInfos.find(({ type }) => type === 'page');
    const options = { targetId: page?.targetId, flatten: true };
    browser.#session = (await browser.#ask<{ sessionId: string }>('Target.attachToTarget', options)).sessionId;
    for (const domain of ['Page', 'Network', 'Log', 'Runtime', 'Accessibility']) await browser.ask(`${domain}.enable`);
    return browser;
  }

  /** Sends a command of the DevTools protocol to the page. */
  ask<T = unknown>(method: string, params: object = {}): Promise<T> {
    return this.#ask<T>(method, params);
  }

  async open(url: string): Promise<void> {
    const loaded = this.next('Page.loadEventFired');
    await this.ask('Page.navigate', { url });
    await loaded;
  }

  /** The value of an expression in the page. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.ask<{ result: { value: T }; exceptionDetails?: object }>(
      'Runtime.evaluate',
      { expression, returnByValue: true, awaitPromise: true },
    );
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return result.value;
  }

  /** Resolves when the browser tells of this. */
  next(method: string): Promise<void> {
    const before = this.events.length;
    return new Promise((resolve) => {
      this.#waiting.push({ done: () => this.events.slice(before).some((event) => event.method === method), resolve });
    });
  }

  async stop(): Promise<void> {
    this.#session = undefined;
    await this.#ask('Browser.close').catch(() => undefined);
    await this.#ended;
    // Its helpers end a moment later, and may still be writing.
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10 });
  }

  #ask<T>(method: string, params: object = {}): Promise<T> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { resolve: (value) => resolve(value as T), reject });
      const message = { id, method, params, sessionId: this.#session };
      (this.#child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    });
  }

  #heard(message: { id?: number; result?: unknown; error?: { message: string } } & BrowserEvent): void {
    if (message.id === undefined) {
      this.events.push(message);
      for (const waiting of this.#waiting) if (waiting.done()) waiting.resolve();
      return;
    }
    const answer = this.#answers.get(message.id);
    this.#answers.delete(message.id);
    if (message.error) answer?.reject(new Error(message.error.message));
    else answer?.resolve(message.result);
  }
}
