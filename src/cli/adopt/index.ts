/** Code for what Aiven has already. Knows what a project holds and two languages, and nothing of the command line. */

export {
  type Adoption,
  type FoundProject,
  findNew,
  findVanished,
  identifyKeys,
  isEmpty,
  keysOf,
  type Managed,
  type Vanished,
  type Wanted,
} from './adoption';
export { lookAround, readOwnFile } from './folder';
export { hclFormat } from './hcl';
export { writtenIn } from './hcl-read';
export { replaceFile } from './replace-file';
export { readState } from './state-file';
export { typescriptFormat } from './typescript';
export { addTo, type CodeFormat, type Surroundings, type Written } from './written';
