/** Installs the provider file where Terraform finds it, and writes the lock file. Does file I/O. */

export { providerSource } from '../provider-source';
export { findProviderInstallation, type ProviderInstallation, terraformFolder } from './cli-config';
export { makeFolders } from './folders';
export { packageHash } from './hash';
export {
  type DroppedEntry,
  type LockedProviders,
  type RenderedLockFile,
  renderLockFile,
  writeLockFile,
} from './lock-file';
export { type InstalledProvider, installProvider } from './mirror';
export { requireNoLinks } from './mirror-folders';
export { platforms } from './package-files';
export { findProviderFile } from './provider-file';
export { absoluteSource, isSameSource } from './source-address';
export { satisfies } from './version-constraint';
