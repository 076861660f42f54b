/** CMKAccessorsList (docs/internals/api.md#accessors). */

import type { WireAccessors } from '../../api/wire';
import type { Handlers } from './handler';

const roleArn = 'arn:aws:iam::999999999999:role/aiven-cmk-anchor';

/** The example of the BYOK guide, with an `azure` entry and complete OCIDs. */
const accessors: WireAccessors = {
  aws: { role_arn: roleArn, principal: roleArn },
  azure: { app_id: '5e1b8a5c-7c5d-4d6a-9f0e-2b1f4c3d2a10' },
  gcp: { access_group: 'access.example.12345678-1234-1234-1234-123456789abc@aiven.io' },
  oci: {
    access_group: 'ocid1.group.oc1..aaaaaaaaexampleaivencmkgroupaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    access_tenant: 'ocid1.tenancy.oc1..aaaaaaaaexampleaiventenancyaaaaaaaaaaaaaaaaaaaaaaaaaa',
  },
};

export const accessorHandlers = {
  CMKAccessorsList({ project, account }) {
    if (project.accessors !== undefined) return { accessors: project.accessors };
    const { shape } = account.settings;
    const accessorNames = shape === 'openapi' ? 'principal' : account.settings.accessorNames;
    return { accessors: accessorNames === 'both' ? accessors : { ...accessors, aws: { [accessorNames]: roleArn } } };
  },
} satisfies Partial<Handlers>;
