/** CDKTF constructs for customer managed keys and the services that use them. */

export { AwsAccess, AzureAccess, GcpAccess, OciAccess } from './keys/cloud-access';
export { CmkAccessors, type CmkAccessorsProps } from './keys/cmk-accessors';
export {
  CustomerManagedKey,
  type CustomerManagedKeyImportProps,
  type CustomerManagedKeyOptions,
  type CustomerManagedKeyProps,
} from './keys/customer-managed-key';
export type { ICustomerManagedKey } from './keys/icustomer-managed-key';
export { KmsKey } from './keys/kms-key';
export type { CustomerManagedKeyLookup } from './keys/looked-up-key';
export { ServiceBinding, type ServiceBindingOptions, type ServiceBindingTimeouts } from './keys/service-binding';
export type { CmkTimeouts } from './l1/cmk';
export { AivenProvider, type AivenProviderProps } from './provider/aiven-provider';
export { Encryption } from './services/encryption';
export {
  RequireCustomerManagedKeys,
  type RequireCustomerManagedKeysOptions,
} from './services/require-customer-managed-keys';
export { Service, type ServiceOptions, type ServiceProps, type ServiceTimeouts } from './services/service';
export { ServiceCredentials, type ServiceCredentialsProps } from './services/service-credentials';
export type { ServiceResource } from './services/service-resource';
