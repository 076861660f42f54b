/** CDKTF constructs for keys on Aiven. Knows the L1 constructs, what a CMK is, and how the provider is installed. */

export { AivenProvider, type AivenProviderProps } from './provider/aiven-provider';
export { AwsAccess, AzureAccess, GcpAccess, OciAccess } from './keys/cloud-access';
export { CmkAccessors, type CmkAccessorsProps } from './keys/cmk-accessors';
export {
  CustomerManagedKey,
  type CustomerManagedKeyImportProps,
  type CustomerManagedKeyOptions,
  type CustomerManagedKeyProps,
  type ICustomerManagedKey,
} from './keys/customer-managed-key';
export { Encryption } from './services/encryption';
export { KmsKey } from './keys/kms-key';
export type { CmkTimeouts } from './l1/cmk';
export type { CustomerManagedKeyLookup } from './keys/looked-up-key';
export { RequireCustomerManagedKeys, type RequireCustomerManagedKeysOptions } from './services/require-customer-managed-keys';
export { Service, type ServiceOptions, type ServiceProps, type ServiceTimeouts } from './services/service';
export { ServiceBinding, type ServiceBindingOptions, type ServiceBindingTimeouts } from './keys/service-binding';
export type { ServiceResource } from './services/service-resource';
export { ServiceType } from './service-type';
