/** The operations on projects. */

import { list, mapOf, type OperationContract, object, response, text } from './schema';

export const projectOperations = {
  ProjectList: {
    method: 'GET',
    path: '/v1/project',
    response: response({ projects: list(object({ project_name: text })), project_membership: mapOf(text) }),
  },
} satisfies Record<string, OperationContract>;
