/** From the official provider to ours: the state, and the Terraform that holds it. */

export {
  type OfficialPart,
  officialPart,
  ourProvider,
  parseState,
  type TerraformState,
  withOurProvider,
} from './official-state';
export { Terraform } from './terraform';
