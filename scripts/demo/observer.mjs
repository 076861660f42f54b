/** Checks the emulator from outside: over HTTP, and in its request log. */

export class Observer {
  constructor(emulator, project) {
    this.emulator = emulator;
    this.project = project;
  }

  async keys(count) {
    const { cmks } = await this.request('GET', 'secrets/cmks');
    expect(cmks.length === count, `expected ${count} keys in the project, got ${cmks.length}`);
    return cmks;
  }

  async create(body) {
    return (await this.request('POST', 'secrets/cmks', body)).cmk;
  }

  async createService(body) {
    return (await this.request('POST', 'service', body)).service;
  }

  /** The associations of a key as text: `orders-db (active), …`. */
  async associations(cmkId) {
    const { service_associations: list } = await this.request('GET', `secrets/cmks/${cmkId}/service_associations`);
    return list.map(({ service_name: name, status }) => `${name} (${status})`).join(', ');
  }

  writes() {
    return this.emulator.requests.map(({ method }) => method).filter((method) => method !== 'GET');
  }

  /** Sends a request about the project. */
  async request(method, path, body) {
    const response = await fetch(`${this.emulator.url}/v1/project/${this.project}/${path}`, {
      method,
      headers: { authorization: 'aivenv1 demo', 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    expect(response.ok, `the emulator returned status ${response.status} for ${method} ${path}`);
    return response.json();
  }
}

export function expect(condition, message) {
  if (!condition) throw new Error(message);
}
