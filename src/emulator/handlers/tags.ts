/** The tags of a service (docs/internals/api.md#tags). */

import { invalidRequest } from '../api-error';
import { readBody } from '../input';
import type { Handlers } from './handler';
import { readTags } from './service-input';
import { requireService } from './services';

export const tagHandlers = {
  ProjectServiceTagsList(call) {
    return { tags: { ...requireService(call).tags } };
  },

  /** Replaces all tags. */
  ProjectServiceTagsReplace(call) {
    const service = requireService(call);
    const tags = readTags(readBody(call.body, ['tags']));
    if (tags === undefined) throw invalidRequest('tags is required');
    service.tags = tags;
    return {};
  },
} satisfies Partial<Handlers>;
