/** CDKTF constructs for keys on Aiven. Knows the L1 constructs, what a CMK is, and how the provider is installed. */

export { AivenProvider, type AivenProviderProps } from './aiven-provider';
export { AwsAccess, AzureAccess, GcpAccess, OciAccess } from './cloud-access';
export { CmkAccessors, type CmkAccessorsProps } from './cmk-accessors';
export {
  CustomerManagedKey,
  type CustomerManagedKeyImportProps,
  type CustomerManagedKeyOptions,
  type CustomerManagedKeyProps,
  type ICustomerManagedKey,
} from './customer-managed-key';
export { Encryption } from './encryption';
export { KmsKey } from './kms-key';
export type { CmkTimeouts } from './l1/cmk';
export type { CustomerManagedKeyLookup } from './looked-up-key';
export { RequireCustomerManagedKeys, type RequireCustomerManagedKeysOptions } from './require-customer-managed-keys';
export { Service, type ServiceOptions, type ServiceProps, type ServiceTimeouts } from './service';
export { ServiceBinding, type ServiceBindingOptions, type ServiceBindingTimeouts } from './service-binding';
export type { ServiceResource } from './service-resource';
export { ServiceType } from './service-type';
