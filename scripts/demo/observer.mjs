/** Looks at the emulator from outside, as an auditor would: over HTTP, and at what it was asked. */

export class Observer {
  constructor(emulator, project) {
    this.emulator = emulator;
    this.project = project;
  }

  async keys(count) {
    const { cmks } = await this.#request('GET', 'secrets/cmks');
    expect(cmks.length === count, `the project should have ${count} keys, but has ${cmks.length}`);
    return cmks;
  }

  async create(body) {
    return (await this.#request('POST', 'secrets/cmks', body)).cmk;
  }

  async createService(body) {
    return (await this.#request('POST', 'service', body)).service;
  }

  /** The services that a key encrypts, as text: `orders-db (active), …`. */
  async associations(cmkId) {
    const { service_associations: list } = await this.#request('GET', `secrets/cmks/${cmkId}/service_associations`);
    return list.map(({ service_name: name, status }) => `${name} (${status})`).join(', ');
  }

  writes() {
    return this.emulator.requests.map(({ method }) => method).filter((method) => method !== 'GET');
  }

  async #request(method, path, body) {
    const response = await fetch(`${this.emulator.url}/v1/project/${this.project}/${path}`, {
      method,
      headers: { authorization: 'aivenv1 demo', 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    expect(response.ok, `the emulator answered ${response.status}`);
    return response.json();
  }
}

export function expect(condition, message) {
  if (!condition) throw new Error(message);
}
