/** Reads the projects of a report from Aiven. */

import {
  type AivenClient,
  type AivenError,
  isAborted,
  isFeatureNotEnabled,
  isNetworkError,
  isUnauthorized,
  nullIfMissing,
} from '../../client';
import { explain, isAivenError } from '../errors/explain';
import { coverProject, type ProjectContent } from './coverage';
import type { Exemptions } from './exemptions';
import type { ProjectCoverage, UnreadProject } from './model';

export interface ReadOptions {
  /** RFC 3339. */
  generatedAt: string;
  exemptions: Exemptions;
  signal: AbortSignal;
}

/** What could be read of a list of projects. */
export interface ReadProjects {
  projects: ProjectCoverage[];
  unread: UnreadProject[];
  /** Projects without BYOK: they cannot have keys. */
  withoutByok: string[];
}

/** Reads the given projects concurrently. @throws AivenError if one of them cannot be read */
export async function readGivenProjects(
  client: AivenClient,
  names: readonly string[],
  options: ReadOptions,
): Promise<ReadProjects> {
  const projects = await concurrently(names, options.signal, async (project, signal) =>
    cover(project, await readProject(client, project, signal), options),
  );
  return { projects, unread: [], withoutByok: [] };
}

/** Reads all projects of the token concurrently. One that cannot be read does not fail the others. */
export async function readAllProjects(client: AivenClient, options: ReadOptions): Promise<ReadProjects> {
  const result: ReadProjects = { projects: [], unread: [], withoutByok: [] };
  const names = await client.projects.list({ signal: options.signal });
  const read = await concurrently(names, options.signal, async (project, signal) => {
    try {
      const content = await readProject(client, project, signal).catch(async (error) => {
        if (!isFeatureNotEnabled(error)) throw error;
        result.withoutByok.push(project);
        return { cmks: [], services: await client.services.list(project, { signal }), associations: new Map() };
      });
      return cover(project, content, options);
    } catch (error) {
      if (!isAboutProject(error)) throw error;
      return { project, reason: (explain(error) as Error).message };
    }
  });
  for (const one of read) {
    if ('reason' in one) result.unread.push(one);
    else result.projects.push(one);
  }
  result.withoutByok.sort();
  return result;
}

/** Whether other projects may be readable: the token and the connection work. */
function isAboutProject(error: unknown): error is AivenError {
  return isAivenError(error) && !isAborted(error) && !isUnauthorized(error) && !isNetworkError(error);
}

async function readProject(client: AivenClient, project: string, signal: AbortSignal): Promise<ProjectContent> {
  const lists = [client.cmks.list(project, { signal }), client.services.list(project, { signal })] as const;
  // When one fails, the other must not be left behind.
  await Promise.allSettled(lists);
  const [cmks, services] = await Promise.all(lists);
  const cmkIds = cmks.filter(({ status }) => status !== 'deleted').map(({ cmkId }) => cmkId);
  const associations = await concurrently(cmkIds, signal, async (cmkId, signal) => {
    // A key may be deleted in the meantime.
    const found = await nullIfMissing(client.cmks.associations(project, cmkId, { signal }));
    return [cmkId, found ?? []] as const;
  });
  return { cmks, services, associations: new Map(associations) };
}

/** Runs a task per input. When one fails, the others are aborted and have ended before this rejects. */
async function concurrently<In, Out>(
  inputs: readonly In[],
  signal: AbortSignal,
  run: (input: In, signal: AbortSignal) => Promise<Out>,
): Promise<Out[]> {
  const end = new AbortController();
  const either = AbortSignal.any([signal, end.signal]);
  const tasks = inputs.map((input) => run(input, either));
  try {
    return await Promise.all(tasks);
  } catch (error) {
    end.abort();
    await Promise.allSettled(tasks);
    throw error;
  }
}

function cover(project: string, content: ProjectContent, { generatedAt, exemptions }: ReadOptions): ProjectCoverage {
  return coverProject(project, content, generatedAt, exemptions.get(project) ?? new Map());
}
