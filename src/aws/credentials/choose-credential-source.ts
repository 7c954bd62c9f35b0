import type { ChosenProfile } from './chosen-profile.ts'
import { keysInEnvironment } from './keys.ts'
import { machineSource } from './machine-source.ts'
import type { CredentialSource } from './credential-source.ts'
import { profileSource } from './profile-source.ts'
import { roleSource } from './providers/role-chain.ts'
import type { SharedFiles } from './shared-files.ts'
import type { Env } from '../../lib/process/env.ts'

/**
 * Chooses as the AWS CLI does: keys in the environment, unless `--profile` names a profile; the source of the profile;
 * the role of the container; the role of the instance. Fails as wrong usage for a profile that contradicts itself or
 * names a profile or section that does not exist. Makes no call.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-quickstart.html#cli-configure-quickstart-precedence
 */
export function chooseCredentialSource(
  files: SharedFiles,
  env: Env,
  { profile, explicit }: ChosenProfile,
): CredentialSource {
  const visible = explicit ? {} : env
  return (
    keysInEnvironment(visible) ??
    roleSource(files, env, profile) ??
    profileSource(files, visible, profile) ??
    machineSource(env)
  )
}
