/** The operations on projects. */

import type { Api, CallOptions } from './call/api';

export class Projects {
  constructor(private readonly api: Api) {}

  /** The names of all projects that the token may see, sorted. It may lack the permission to read some of them. */
  async list(options?: CallOptions): Promise<string[]> {
    const names = await this.api.call({
      ...options,
      operation: 'ProjectList',
      project: null,
      subject: 'the list of projects',
      path: '/v1/project',
      parse: (answer) => answer.list('projects', (entry) => entry.string('project_name')),
    });
    return names.sort();
  }
}
