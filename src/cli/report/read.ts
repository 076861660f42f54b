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
  const projects = await Promise.all(
    names.map(async (project) => cover(project, await readProject(client, project, options), options)),
  );
  return { projects, unread: [], withoutByok: [] };
}

/** Reads all projects of the token concurrently. One that cannot be read does not fail the others. */
export async function readAllProjects(client: AivenClient, options: ReadOptions): Promise<ReadProjects> {
  const result: ReadProjects = { projects: [], unread: [], withoutByok: [] };
  const { signal } = options;
  const names = await client.projects.list({ signal });
  const read = await Promise.all(
    names.map(async (project) => {
      try {
        const content = await readProject(client, project, options).catch(async (error) => {
          if (!isFeatureNotEnabled(error)) throw error;
          result.withoutByok.push(project);
          const services = await client.services.list(project, { signal });
          return { cmks: [], services, associations: new Map() };
        });
        return cover(project, content, options);
      } catch (error) {
        if (!isAboutProject(error)) throw error;
        return { project, reason: (explain(error) as Error).message };
      }
    }),
  );
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

async function readProject(client: AivenClient, project: string, { signal }: ReadOptions): Promise<ProjectContent> {
  const lists = [client.cmks.list(project, { signal }), client.services.list(project, { signal })] as const;
  const [cmks, services] = await Promise.all(lists);
  const asked = cmks
    .filter(({ status }) => status !== 'deleted')
    .map(
      // A key may be deleted in the meantime.
      async ({ cmkId }) =>
        [cmkId, (await nullIfMissing(client.cmks.associations(project, cmkId, { signal }))) ?? []] as const,
    );
  return { cmks, services, associations: new Map(await Promise.all(asked)) };
}

function cover(project: string, content: ProjectContent, { generatedAt, exemptions }: ReadOptions): ProjectCoverage {
  return coverProject(project, content, generatedAt, exemptions.get(project) ?? new Map());
}
