/** What the two languages have in common. */

import type { Cmk } from '../../client';
import type { AdoptedObject, Named } from './adoption';
import type { Extension } from './files';
import type { ManifestEntry } from './manifest';

export interface ProjectContent {
  project: string;
  /** In the order in which they are written. */
  objects: readonly Named[];
  /** All keys that the project has. */
  cmks: readonly Cmk[];
}

/** What goes into one file. */
export interface FileContent {
  projects: readonly ProjectContent[];
  /** Entries of objects that were removed from the file. */
  removed: readonly ManifestEntry[];
  /** See `Manifest`. */
  providerName?: string;
  /** The package that constructs are imported from. */
  packageName: string;
}

/** What the names of new objects must not collide with. */
export interface NamingContext {
  /** Number of the file that the new objects go to. */
  number: number;
  /** Manifest entries of that file. */
  own: readonly ManifestEntry[];
  /** Objects that stay in that file. */
  kept: readonly Named[];
  /** Manifest entries of all files. */
  all: readonly ManifestEntry[];
  /** Addresses in the Terraform state of the folder. */
  addresses: ReadonlySet<string>;
  /** All keys that a project has. */
  cmksOf(project: string): readonly Cmk[];
}

export interface CodeFormat {
  extension: Extension;
  /** What begins a comment line. */
  comment: string;
  /** Comment lines before the header. */
  introduction: string;
  /** Names new objects. Returns them in the order given. */
  nameNew(objects: readonly AdoptedObject[], context: NamingContext): Named[];
  /** Whether a resource in the state is the object of a manifest entry. @param address such as "aiven_cmk.orders" */
  isAddressOf(address: string, entry: ManifestEntry): boolean;
  /** Returns the file after its header. */
  code(content: FileContent): string;
}
