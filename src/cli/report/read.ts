/** Reads the projects of a report from Aiven. */

import {
  type AivenClient,
  isFeatureNotEnabled,
  isPermissionDenied,
  isProjectNotFound,
  nullIfMissing,
} from '../../client';
import { explain } from '../errors/explain';
import { coverProject, type ProjectContent } from './coverage';
import type { Exemptions } from './exemptions';
import type { ProjectCoverage, UnreadProject } from './model';

export interface ReadOptions {
  /** RFC 3339. */
  generatedAt: string;
  exemptions: Exemptions;
  /** Of the session, which ends the other requests when one fails. */
  signal: AbortSignal;
}

/** What could be read of a list of projects. */
export interface ReadProjects {
  projects: ProjectCoverage[];
  unread: UnreadProject[];
}

/** Reads the given projects concurrently. @throws AivenError if one of them cannot be read */
export async function readGivenProjects(
  client: AivenClient,
  names: readonly string[],
  options: ReadOptions,
): Promise<ReadProjects> {
  const projects = await Promise.all(names.map((project) => readProject(client, project, options)));
  return { projects, unread: [] };
}

/**
 * Reads all projects of the token concurrently. One that the token may not read, or that was deleted in the meantime, is unread.
 * @throws AivenError for any other failure
 */
export async function readAllProjects(client: AivenClient, options: ReadOptions): Promise<ReadProjects> {
  const names = await client.projects.list({ signal: options.signal });
  const read = await Promise.all(
    names.map(async (project) => {
      try {
        return await readProject(client, project, options);
      } catch (error) {
        if (!isPermissionDenied(error) && !isProjectNotFound(error)) throw error;
        return { project, reason: (explain(error) as Error).message };
      }
    }),
  );
  const result: ReadProjects = { projects: [], unread: [] };
  for (const one of read) {
    if ('reason' in one) result.unread.push(one);
    else result.projects.push(one);
  }
  return result;
}

async function readProject(
  client: AivenClient,
  project: string,
  { generatedAt, exemptions, signal }: ReadOptions,
): Promise<ProjectCoverage> {
  const content = await readWithKeys(client, project, signal).catch(async (error) => {
    if (!isFeatureNotEnabled(error)) throw error;
    const services = await client.services.list(project, { signal });
    return { cmks: [], services, associations: new Map(), withoutByok: true };
  });
  return coverProject(project, content, generatedAt, exemptions.get(project) ?? new Map());
}

async function readWithKeys(client: AivenClient, project: string, signal: AbortSignal): Promise<ProjectContent> {
  const lists = [client.cmks.list(project, { signal }), client.services.list(project, { signal })] as const;
  const [cmks, services] = await Promise.all(lists);
  const associations = await Promise.all(
    cmks
      .filter(({ status }) => status !== 'deleted')
      .map(async ({ cmkId }) => {
        // A key may be deleted in the meantime.
        const found = await nullIfMissing(client.cmks.associations(project, cmkId, { signal }));
        return [cmkId, found ?? []] as const;
      }),
  );
  return { cmks, services, associations: new Map(associations) };
}
