/** Where the provider file is put so that Terraform finds it. Does file I/O; imports nothing of ours but the version. */

export { findProviderInstallation, type ProviderInstallation } from './cli-config';
export { makeFolders } from './folders';
export { packageHash } from './hash';
export {
  type DroppedEntry,
  type LockedProviders,
  type RenderedLockFile,
  renderLockFile,
  writeLockFile,
} from './lock-file';
export { type InstalledProvider, installProvider, platforms } from './mirror';
export { findProviderFile, providerSource } from './provider-file';
export { absoluteSource, isSameSource } from './source-address';
export { satisfies } from './version-constraint';
