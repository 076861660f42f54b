/** Drives a real Chromium over its debugging pipe, without a port or a library. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** The browser's command, by Debian's name or another distribution's. Undefined if it is not installed. */
export const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);

export interface BrowserEvent {
  method: string;
  params: Record<string, unknown>;
}

/** One page of a browser. */
export class Browser {
  /** The events that the browser sent. */
  readonly events: BrowserEvent[] = [];
  private readonly child: ChildProcess;
  private readonly pendingCommands = new Map<number, { resolve(value: unknown): void; reject(reason: Error): void }>();
  private readonly closed: Promise<unknown>;
  private readonly folder = mkdtempSync(join(tmpdir(), 'aiven-byok-browser-'));
  private readonly waiters: { done(): boolean; resolve(): void }[] = [];
  private session: string | undefined;
  private lastId = 0;

  private constructor(program: string) {
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-component-update'];
    const dataFolder = `--user-data-dir=${this.folder}`;
    this.child = spawn(program, [...flags, '--remote-debugging-pipe', dataFolder, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.closed = new Promise((resolve) => this.child.once('close', resolve));
    let text = '';
    (this.child.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const messages = text.split('\0');
      text = messages.pop() ?? '';
      for (const message of messages) this.receive(JSON.parse(message));
    });
  }

  static async start(): Promise<Browser> {
    const browser = new Browser(chromium ?? 'chromium');
    const { targetInfos } = await browser.send<{ targetInfos: { type: string; targetId: string }[] }>(
      'Target.getTargets',
    );
    const page = targetInfos.find(({ type }) => type === 'page');
    const options = { targetId: page?.targetId, flatten: true };
    browser.session = (await browser.send<{ sessionId: string }>('Target.attachToTarget', options)).sessionId;
    for (const domain of ['Page', 'Network', 'Log', 'Runtime', 'Accessibility']) await browser.ask(`${domain}.enable`);
    return browser;
  }

  /** Sends a command of the DevTools protocol to the page. */
  ask<T = unknown>(method: string, params: object = {}): Promise<T> {
    return this.send<T>(method, params);
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

  /** Resolves when the browser sends the next event of this kind. */
  next(method: string): Promise<void> {
    const before = this.events.length;
    return new Promise((resolve) => {
      this.waiters.push({ done: () => this.events.slice(before).some((event) => event.method === method), resolve });
    });
  }

  async stop(): Promise<void> {
    this.session = undefined;
    await this.send('Browser.close').catch(() => undefined);
    await this.closed;
    // Its helper processes exit a moment later and may still be writing.
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }

  private send<T>(method: string, params: object = {}): Promise<T> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pendingCommands.set(id, { resolve: (value) => resolve(value as T), reject });
      const message = { id, method, params, sessionId: this.session };
      (this.child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    });
  }

  private receive(message: { id?: number; result?: unknown; error?: { message: string } } & BrowserEvent): void {
    if (message.id === undefined) {
      this.events.push(message);
      for (const waiter of this.waiters) if (waiter.done()) waiter.resolve();
      return;
    }
    const pending = this.pendingCommands.get(message.id);
    this.pendingCommands.delete(message.id);
    if (message.error) pending?.reject(new Error(message.error.message));
    else pending?.resolve(message.result);
  }
}
