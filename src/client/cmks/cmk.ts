/** Key requests that more than one file makes. */

import { normalizeCmkId } from '../../aiven';
import type { Api, Call, CallOptions } from '../call/api';
import { path } from '../call/path';
import { type Cmk, type CmkCreate, readCmk, requireSame } from '../model/cmk';

/** One CMKList. */
export async function listCmks(api: Api, project: string, options?: CallOptions): Promise<Cmk[]> {
  return api.call({
    ...options,
    operation: 'CMKList',
    project,
    path: path`/v1/project/${project}/secrets/cmks`,
    parse: (answer) => answer.list('cmks', readCmk),
  });
}

/** What requests about one key have in common. */
export function aboutCmk(api: Api, project: string, cmkId: string) {
  return {
    subject: `key "${cmkId}"`,
    project,
    isListed: async ({ signal, deadline }: CallOptions) => {
      const cmks = await listCmks(api, project, { signal, deadline });
      return cmks.some((cmk) => cmk.status !== 'deleted' && cmk.cmkId === normalizeCmkId(cmkId));
    },
  };
}

/** One CMKCreate, searching for the key only as `findEarlier` does. */
export async function postCmk(
  api: Api,
  project: string,
  input: CmkCreate,
  options: CallOptions & Pick<Call<Cmk>, 'findEarlier'>,
): Promise<Cmk> {
  const { cloud, keyReference, defaultCmk } = input;
  return api.call({
    ...options,
    operation: 'CMKCreate',
    subject: `key "${keyReference}"`,
    project,
    path: path`/v1/project/${project}/secrets/cmks`,
    body: { provider: cloud, resource: keyReference, ...(defaultCmk === undefined ? {} : { default_cmk: defaultCmk }) },
    parse: (answer) => readCmk(answer.object('cmk')),
  });
}

/** One CMKUpdate. */
export async function updateCmk(
  api: Api,
  project: string,
  cmkId: string,
  defaultCmk: boolean,
  options?: CallOptions,
): Promise<Cmk> {
  return api.call({
    ...options,
    ...aboutCmk(api, project, cmkId),
    operation: 'CMKUpdate',
    path: path`/v1/project/${project}/secrets/cmks/${cmkId}`,
    body: { default_cmk: defaultCmk },
    parse: (answer) => requireSame(answer, readCmk(answer.object('cmk')), cmkId),
  });
}
