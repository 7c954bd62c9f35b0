import type { ChosenProfile } from './chosen-profile.ts'
import { keysInEnvironment } from './keys.ts'
import { meansOfMachine } from './machine-means.ts'
import type { Means } from './means.ts'
import { meansOfProfile } from './profile-means.ts'
import { roleOf } from './providers/role-chain.ts'
import type { Env, SharedFiles } from './shared-files.ts'

/**
 * Chooses as the AWS CLI does: keys in the environment, unless a profile was named by `--profile`; what the profile
 * says; the container's role; the instance's. Fails as wrong usage for a profile that contradicts itself or names what
 * is not there. Makes no call.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-quickstart.html#cli-configure-quickstart-precedence
 */
export function chooseMeans(files: SharedFiles, env: Env, { profile, explicit }: ChosenProfile): Means {
  const visible = explicit ? {} : env
  return (
    keysInEnvironment(visible) ??
    roleOf(files, env, profile) ??
    meansOfProfile(files, visible, profile) ??
    meansOfMachine(env)
  )
}
