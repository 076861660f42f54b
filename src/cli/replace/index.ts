/** Switching a Terraform state from the official provider to ours. */

export {
  type OfficialPart,
  officialPart,
  parseState,
  type TerraformState,
  withOurProvider,
} from './official-state';
export { rehearse } from './rehearsal';
export { convertedUserConfigs } from './user-config';
