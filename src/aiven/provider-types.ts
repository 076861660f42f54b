/** The resource and data source types of our Terraform provider. */

import { clouds } from './cloud';
import { serviceTypes } from './services/service-types';

export const providerResourceTypes: readonly string[] = [
  'aiven_cmk',
  'aiven_cmk_service_association',
  ...serviceTypes.map((type) => `aiven_${type}`),
];

export const providerDataSourceTypes: readonly string[] = [
  'aiven_cmk',
  'aiven_cmk_access',
  'aiven_cmks',
  ...clouds.map((cloud) => `aiven_cmk_accessor_${cloud}`),
  'aiven_cmk_accessors',
  'aiven_cmk_service_associations',
  'aiven_service_encryption',
];
