/** CDKTF constructs for keys on Aiven. Knows the L1 constructs, what a CMK is, and how the provider is installed. */

export { AivenProvider, type AivenProviderProps } from './aiven-provider';
export {
  CustomerManagedKey,
  type CustomerManagedKeyImportProps,
  type CustomerManagedKeyOptions,
  type CustomerManagedKeyProps,
  type ICustomerManagedKey,
} from './customer-managed-key';
export { KmsKey } from './kms-key';
export type { CmkTimeouts } from './l1/cmk';
