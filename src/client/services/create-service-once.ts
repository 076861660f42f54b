/** Creates a service exactly once: after a lost response, its name tells whether it was created. */

import { formatServiceImportId, sameCmkId } from '../../aiven';
import type { Call } from '../call/api';
import type { CreateTime } from '../call/create-time';
import { type EarlierEffect, unsettled } from '../call/earlier-effect';
import { searchAfterLoss } from '../call/lost-create';
import { AivenError } from '../errors/aiven-error';
import { isAborted, isAlreadyExists, isConflict, nullIfMissing } from '../errors/guards';
import type { Association } from '../model/association';
import type { Service } from '../model/service';
import type { ServiceCreate } from '../model/service-input';
import type { Settings } from '../settings';

export interface ServiceCreation {
  project: string;
  input: ServiceCreate;
  settings: Settings;
  time: CreateTime;
  isFree(): Promise<boolean>;
  get(): Promise<Service>;
  post(call: Pick<Call<Service>, 'findEarlier'>): Promise<Service>;
  associations(cmkId: string): Promise<Association[]>;
}

type Outcome = { service: Service } | { lost: AivenError };

/**
 * Makes sure that the name is free, then sends the create. After a lost response it searches for the name, and sends the create
 * once more if there is no such service. A service that someone else created at the same time is not taken over.
 */
export async function createServiceOnce(creation: ServiceCreation): Promise<Service> {
  // Otherwise a service from before could not be told from the one whose response was lost.
  if (!(await creation.isFree())) throw nameTaken(creation, 'it existed before this create');
  const outcome = await postService(creation, ({ ambiguous }) => ambiguous);
  if ('service' in outcome) return outcome.service;
  try {
    return await recover(creation, outcome.lost);
  } catch (error) {
    throw isAlreadyExists(error) || !(error instanceof AivenError) ? error : error.markAmbiguous();
  }
}

async function recover(creation: ServiceCreation, lost: AivenError): Promise<Service> {
  const found = await search(creation, lost);
  if (found !== null) return takeOver(creation, found);
  if (!creation.time.allowsRetry(lost)) {
    throw unsettled(lost, lost.kind, 'Aiven did not list the service before the deadline.');
  }
  // A conflict means that the first request took effect late.
  const outcome = await postService(creation, (error) => error.ambiguous || isConflict(error));
  if ('service' in outcome) return outcome.service;
  const late = await search(creation, outcome.lost);
  if (late === null) throw outcome.lost;
  return takeOver(creation, late);
}

/** @throws AivenError for every failure that is not `lost` */
async function postService(creation: ServiceCreation, isLost: (error: AivenError) => boolean): Promise<Outcome> {
  const findEarlier = async (): Promise<EarlierEffect<Service>> => {
    const found = await nullIfMissing(creation.get());
    return found === null ? undefined : { value: await takeOver(creation, found) };
  };
  try {
    return { service: await creation.post({ findEarlier }) };
  } catch (error) {
    if (!(error instanceof AivenError) || isAborted(error) || !isLost(error)) throw error;
    return { lost: error };
  }
}

/** The service of this name, or null when there is none at the end of the search. */
function search({ get, time, settings }: ServiceCreation, lost: AivenError): Promise<Service | null> {
  return searchAfterLoss<Service | null, Service | null>(
    { what: 'service', lost, time, settings },
    () => nullIfMissing(get()),
    (found, isOver) => (found !== null || isOver ? found : undefined),
  );
}

/** @throws AivenError of kind `alreadyExists`, unless the service is what was to be created */
async function takeOver(creation: ServiceCreation, found: Service): Promise<Service> {
  const { project, settings } = creation;
  if (!matches(creation.input, found) || !(await usesRequestedKey(creation, found))) {
    throw nameTaken(creation, 'someone else created it at the same time, with other settings');
  }
  settings.log.warn('Found the service that the lost response was about', { project, service: found.serviceName });
  return found;
}

/** Whether a service has the requested settings, apart from the key, as far as the response shows. */
function matches(input: ServiceCreate, found: Service): boolean {
  return (
    found.serviceType === input.serviceType &&
    found.plan === input.plan &&
    (input.cloudName === undefined || found.cloudName === input.cloudName) &&
    (input.projectVpcId === undefined || found.projectVpcId === null || found.projectVpcId === input.projectVpcId)
  );
}

/** A service shows the key that it is encrypted with; while it moves to a key, only that key's associations show it. */
async function usesRequestedKey({ input: { cmkId }, associations }: ServiceCreation, found: Service): Promise<boolean> {
  if (cmkId === undefined || sameCmkId(found.cmkId, cmkId)) return true;
  if (!cmkId || sameCmkId(cmkId, null)) return false;
  return (await associations(cmkId)).some(({ serviceName }) => serviceName === found.serviceName);
}

function nameTaken({ project, input: { serviceName } }: ServiceCreation, reason: string): AivenError {
  return new AivenError({
    kind: 'alreadyExists',
    summary: `Service "${serviceName}" already exists in project "${project}": ${reason}.`,
    hint: `Import it with the ID "${formatServiceImportId({ project, serviceName })}", or choose another name.`,
    subject: `service "${serviceName}"`,
    operation: 'ServiceCreate',
    project,
  });
}
