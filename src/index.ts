/** What `aiven-byok` exports: the constructs, and what goes with them. */

export { AIVEN_MANAGED_CMK_ID, type Cloud, type CmkImportId, parseCmkImportId } from './cmk';
export {
  AivenProvider,
  type AivenProviderProps,
  type CmkTimeouts,
  CustomerManagedKey,
  type CustomerManagedKeyImportProps,
  type CustomerManagedKeyOptions,
  type CustomerManagedKeyProps,
  type ICustomerManagedKey,
  KmsKey,
} from './constructs';
export { version } from './version';
