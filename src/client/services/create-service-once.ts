/** Creating a service once: its name settles what a lost answer was about. */

import { sameCmkId } from '../../aiven';
import type { OperationTime } from '../call/operation-time';
import { defaults } from '../defaults';
import { AivenError } from '../errors/aiven-error';
import { isAlreadyExists, isConflict, isTransient, nullIfMissing } from '../errors/guards';
import type { Association } from '../model/association';
import type { Service } from '../model/service';
import type { ServiceCreate } from '../model/service-input';
import type { ClientLog } from '../settings';
import { pauses, pauseUntil } from '../time/backoff';
import type { Clock } from '../time/clock';

export interface ServiceCreation {
  project: string;
  input: ServiceCreate;
  signal?: AbortSignal;
  clock: Clock;
  log: ClientLog;
  time: OperationTime;
  get(): Promise<Service>;
  post(): Promise<Service>;
  associations(cmkId: string): Promise<Association[]>;
}

/**
 * Makes sure that the name is free, then posts. After a lost answer it looks for the name; nothing there means one more post.
 * What is found must be what was asked for: a service that someone else made meanwhile is not taken over.
 */
export async function createServiceOnce(creation: ServiceCreation): Promise<Service> {
  // Without this look, a service that was there before could not be told from the one that a lost answer was about.
  if ((await nullIfMissing(creation.get())) !== null) throw taken(creation, 'it existed before this create');
  const lost = await postOrLose(creation);
  if (!(lost instanceof AivenError)) return lost;
  try {
    return await settle(creation, lost);
  } catch (error) {
    throw isAlreadyExists(error) || !(error instanceof AivenError) ? error : error.markAmbiguous();
  }
}

async function settle(creation: ServiceCreation, lost: AivenError): Promise<Service> {
  const found = await look(creation, lost);
  if (found !== null) return adopt(creation, found);
  if (!creation.time.hasTimeForMore) throw lost;
  const again = await postOrLose(creation, true);
  if (!(again instanceof AivenError)) return again;
  const late = await look(creation, again);
  if (late !== null) return adopt(creation, late);
  throw again;
}

/** The service, or the error when its outcome is not known (or, the second time, when the name is taken by now). */
async function postOrLose({ post }: ServiceCreation, second = false): Promise<Service | AivenError> {
  try {
    return await post();
  } catch (error) {
    if (!(error instanceof AivenError) || error.kind === 'aborted') throw error;
    if (error.ambiguous || (second && isConflict(error))) return error;
    throw error;
  }
}

/** Looks for the name until the time is over; null when it is not there. */
async function look(creation: ServiceCreation, lost: AivenError): Promise<Service | null> {
  const { clock, signal, time } = creation;
  const until = clock.now() + time.lookForMs;
  const pause = pauses(defaults.settle);
  for (;;) {
    await clock.sleep(pauseUntil(until - clock.now(), pause), signal).catch(() => {
      throw unsettled(lost, 'aborted', 'The search for the service was aborted.');
    });
    try {
      const found = await nullIfMissing(creation.get());
      if (found !== null || clock.now() >= until) return found;
    } catch (error) {
      const passes = isTransient(error) && !time.isOver && clock.now() < until + defaults.retry.budgetMs;
      if (!passes) throw unsettled(lost, lost.kind, `The search for the service failed: ${messageOf(error)}`);
    }
  }
}

async function adopt(creation: ServiceCreation, found: Service): Promise<Service> {
  if (!isAsked(creation.input, found) || !(await isUnderKey(creation, found)))
    throw taken(creation, 'someone else created it at the same time, with other settings');
  creation.log.warn('Found the service that the lost answer was about', {
    project: creation.project,
    service: found.serviceName,
  });
  return found;
}

/** Whether a service has everything that was asked for, as far as the answer shows it; the key apart. */
function isAsked(input: ServiceCreate, found: Service): boolean {
  return (
    found.serviceType === input.serviceType &&
    found.servicePlan === input.servicePlan &&
    (input.cloudName === undefined || found.cloudName === input.cloudName) &&
    (input.projectVpcId === undefined || found.projectVpcId === null || found.projectVpcId === input.projectVpcId)
  );
}

/** A service shows the key that protects it; one that is only being put under the key stands among the key's associations. */
async function isUnderKey({ input: { cmkId }, associations }: ServiceCreation, found: Service): Promise<boolean> {
  if (cmkId === undefined || sameCmkId(found.cmkId, cmkId)) return true;
  if (sameCmkId(cmkId, null) || !cmkId) return false;
  return (await associations(cmkId)).some(({ serviceName }) => serviceName === found.serviceName);
}

function taken({ project, input }: ServiceCreation, why: string): AivenError {
  return new AivenError({
    kind: 'alreadyExists',
    summary: `Service "${input.serviceName}" already exists in project "${project}": ${why}.`,
    hint: 'Import it, or choose another name.',
    subject: `service "${input.serviceName}"`,
    operation: 'ServiceCreate',
    project,
  });
}

function unsettled(lost: AivenError, kind: AivenError['kind'], detail: string): AivenError {
  return new AivenError({ ...lost, kind, detail, operation: 'ServiceCreate', ambiguous: true });
}

function messageOf(error: unknown): string {
  return error instanceof AivenError ? error.summary : String(error);
}
