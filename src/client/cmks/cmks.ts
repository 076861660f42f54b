/** The operations under /secrets/cmks. */

import type { Api, CallOptions, SingleReadOptions } from '../call/api';
import { requestInWait } from '../call/create-time';
import { path } from '../call/path';
import { isDeletedEarlier } from '../errors/guards';
import { type Accessors, readAccessors } from '../model/accessors';
import type { Association } from '../model/association';
import { type Cmk, type CmkCreate, readCmk, requireSame } from '../model/cmk';
import type { Settings } from '../settings';
import { awaitGrant, type GrantOptions } from './await-grant';
import { aboutCmk, listCmks, updateCmk } from './cmk';
import type { CreateOnce } from './create-once';
import { deleteWhenFree, type WhileDeactivating } from './delete-when-free';

export type { GrantOptions };

export interface CmkDeleteOptions extends CallOptions {
  /** Wait while services are still moving away from the key, instead of failing on the first 409. */
  whileDeactivating?: WhileDeactivating;
}

export class Cmks {
  constructor(
    private readonly api: Api,
    private readonly createOnce: CreateOnce,
    private readonly settings: Settings,
  ) {}

  /** Every key of the project, including those with status `old` and `deleted`. */
  async list(project: string, options?: CallOptions): Promise<Cmk[]> {
    return listCmks(this.api, project, options);
  }

  /** @throws AivenError, `isNotFound` when the project has no such key */
  async get(project: string, cmkId: string, { unlisted, ...options }: SingleReadOptions = {}): Promise<Cmk> {
    return this.api.call({
      ...options,
      ...aboutCmk(this.api, project, cmkId),
      ...(unlisted ? { isListed: undefined } : {}),
      operation: 'CMKGet',
      path: path`/v1/project/${project}/secrets/cmks/${cmkId}`,
      parse: (answer) => requireSame(answer, readCmk(answer.object('cmk')), cmkId),
    });
  }

  /**
   * Registers a key exactly once: after a lost response, it searches for the key before it sends anything again.
   * @throws AivenError, AmbiguousCreateError when several keys may be the new one
   */
  async create(project: string, input: CmkCreate, options: GrantOptions = {}): Promise<Cmk> {
    return awaitGrant(options, this.settings, (call) => this.createOnce.cmk(project, input, call));
  }

  /** Sets whether new services use the key by default. */
  async update(
    project: string,
    cmkId: string,
    { defaultCmk }: { defaultCmk: boolean },
    options?: CallOptions,
  ): Promise<Cmk> {
    return updateCmk(this.api, project, cmkId, defaultCmk, options);
  }

  /**
   * Deletes a key. After a lost response, a 404 counts as success if the project's list lacks the key too.
   * @throws AivenError: `isNotFound`, `isConflict` while services use it, kind `inUse` or `timeout` with `whileDeactivating`
   */
  async delete(project: string, cmkId: string, options: CmkDeleteOptions = {}): Promise<void> {
    const { whileDeactivating, ...call } = options;
    if (whileDeactivating === undefined) return this.deleteNow(project, cmkId, call);
    const { clock } = this.settings;
    await deleteWhenFree({
      ...call,
      ...whileDeactivating,
      project,
      cmkId,
      clock,
      delete: () => this.deleteNow(project, cmkId, requestInWait(call, clock)),
      associations: () => this.associations(project, cmkId, requestInWait(call, clock)),
    });
  }

  /**
   * Makes Aiven try the key. The response has no result: only an error means that Aiven cannot use the key. A check changes nothing, so
   * it is sent again after a lost response.
   */
  async verifyAccess(project: string, cmkId: string, options: GrantOptions = {}): Promise<Cmk> {
    return awaitGrant(options, this.settings, (call) =>
      this.api.call({
        ...call,
        ...aboutCmk(this.api, project, cmkId),
        operation: 'CMKAccessCheckTrigger',
        path: path`/v1/project/${project}/secrets/cmks/${cmkId}/access_check`,
        body: {},
        // A check leaves nothing to find: only make sure that there still is a key to check.
        findEarlier: async (single) => {
          await this.get(project, cmkId, single);
          return undefined;
        },
        parse: (answer) => requireSame(answer, readCmk(answer.object('cmk')), cmkId),
      }),
    );
  }

  /** The accessor of each cloud. @throws AivenError of kind `contract` for one that is not a principal */
  async accessors(project: string, options?: CallOptions): Promise<Accessors> {
    return this.api.call({
      ...options,
      operation: 'CMKAccessorsList',
      project,
      path: path`/v1/project/${project}/secrets/cmks/accessors`,
      parse: (answer) => readAccessors(answer.object('accessors')),
    });
  }

  /** The services that use a key, move to it or move away from it. */
  async associations(project: string, cmkId: string, options?: CallOptions): Promise<Association[]> {
    return this.api.call({
      ...options,
      ...aboutCmk(this.api, project, cmkId),
      operation: 'CMKServiceAssociationsList',
      path: path`/v1/project/${project}/secrets/cmks/${cmkId}/service_associations`,
      parse: (answer) =>
        answer.list('service_associations', (entry) => ({
          serviceName: entry.string('service_name'),
          status: entry.string('status'),
        })),
    });
  }

  private async deleteNow(project: string, cmkId: string, options: CallOptions): Promise<void> {
    try {
      await this.api.call({
        ...options,
        ...aboutCmk(this.api, project, cmkId),
        operation: 'CMKDelete',
        path: path`/v1/project/${project}/secrets/cmks/${cmkId}`,
        // A response without the key may come from elsewhere, and a false success would leave the key behind.
        parse: (answer) => requireSame(answer, { cmkId: answer.object('cmk').string('id').toLowerCase() }, cmkId),
      });
    } catch (error) {
      if (!isDeletedEarlier(error)) throw error;
    }
  }
}
