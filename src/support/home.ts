/** The user's home folder. */

import { homedir, userInfo } from 'node:os';

/** As Terraform, ignores an empty HOME, with which `os.homedir()` would be the current folder. @throws Error when the user has none */
export function homeFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env.HOME || homedir() || userInfo().homedir;
}
