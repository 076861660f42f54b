/** The settings of a service that go into code: those that a user chooses. Secrets and what Aiven assigns stay out. */

import { checkMaintenanceDay, checkMaintenanceTime } from '../../aiven';
import type { Service } from '../../client';

/** Settings by their names in Terraform. An absent setting keeps the value that Aiven has. */
export interface WrittenSettings {
  plan: string;
  cloud_name: string;
  project_vpc_id?: string;
  maintenance_window_dow?: string;
  maintenance_window_time?: string;
  termination_protection?: true;
  tags: Readonly<Record<string, string>>;
  tech_emails: readonly string[];
}

export function writtenSettings(project: string, service: Service): WrittenSettings {
  const { maintenance, projectVpcId } = service;
  return {
    plan: service.plan ?? '',
    cloud_name: service.cloudName,
    project_vpc_id: projectVpcId === null ? undefined : `${project}/${projectVpcId}`,
    maintenance_window_dow: accepted(maintenance?.dow, checkMaintenanceDay),
    maintenance_window_time: accepted(maintenance?.time, checkMaintenanceTime),
    termination_protection: service.terminationProtection || undefined,
    tags: service.tags ?? {},
    tech_emails: [...(service.techEmails ?? [])].sort(),
  };
}

/** Leaves out a value that the provider would reject. */
function accepted(text: string | null | undefined, check: (text: string) => string | undefined): string | undefined {
  return text && check(text) === undefined ? text : undefined;
}
