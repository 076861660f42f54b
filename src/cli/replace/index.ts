/** From the official provider to ours: the state, and the Terraform that holds it. */

export {
  type OfficialPart,
  officialPart,
  parseState,
  type TerraformState,
  withOurProvider,
} from './official-state';
export { rehearse } from './rehearsal';
export { Terraform } from './terraform';
