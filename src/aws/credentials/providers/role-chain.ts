import { AuditError } from '../../../lib/process/exit.ts'
import { quoted } from '../../../lib/text/quoted.ts'
import { shellWord } from '../../../lib/text/shell-word.ts'
import { keysInEnvironment } from '../keys.ts'
import { hasContainer, isInstanceDisabled } from '../machine-source.ts'
import type { CredentialSource, RoleSource } from '../credential-source.ts'
import { profileSource } from '../profile-source.ts'
import type { Profile, SharedFiles } from '../shared-files.ts'
import type { Env } from '../../../lib/process/env.ts'
import { fileOf, settingOf } from '../shared-files.ts'

/** What following a chain of profiles takes. */
interface Chain {
  files: SharedFiles
  env: Env
  /** Names of the profiles so far. */
  visited: readonly string[]
}

/** The role of a profile, with what it is assumed with; null where the profile has none, or only by web identity. */
export function roleSource(files: SharedFiles, env: Env, profile: Profile | null): RoleSource | null {
  return profile === null || !hasRole(profile) ? null : roleIn({ files, env, visited: [profile.name] }, profile)
}

const hasRole = (profile: Profile): boolean =>
  settingOf(profile, 'role_arn') !== undefined && settingOf(profile, 'web_identity_token_file') === undefined

const hasKeys = (profile: Profile): boolean =>
  settingOf(profile, 'aws_access_key_id') !== undefined || settingOf(profile, 'aws_secret_access_key') !== undefined

function roleIn(chain: Chain, profile: Profile): RoleSource {
  const { files } = chain
  const setting = (name: string): string | null => settingOf(profile, name) ?? null
  const duration = Number(setting('duration_seconds') ?? Number.NaN)
  return {
    kind: 'role',
    profile: profile.name,
    file: fileOf(files, profile, 'role_arn'),
    roleArn: setting('role_arn') ?? '',
    sessionName: setting('role_session_name'),
    externalId: setting('external_id'),
    duration: Number.isInteger(duration) ? duration : null,
    mfaSerial: setting('mfa_serial'),
    source: sourceOf(chain, profile),
  }
}

function sourceOf(chain: Chain, profile: Profile): CredentialSource {
  const named = settingOf(profile, 'source_profile')
  const place = settingOf(profile, 'credential_source')
  const whose = `Profile ${quoted(profile.name)} in ${fileOf(chain.files, profile, 'role_arn')}`
  if (named !== undefined && place !== undefined) {
    throw mistake(`${whose} has both source_profile and credential_source.`, 'Remove one of them.')
  }
  if (place !== undefined) return byPlace(chain, place, whose)
  if (named !== undefined) return byProfile(chain, profile, named, whose)
  throw mistake(
    `${whose} has role_arn, but neither source_profile nor credential_source.`,
    'Add source_profile = NAME.',
  )
}

const mistake = (message: string, hint: string): AuditError => new AuditError('usage', message, { hint })

function byPlace({ env }: Chain, place: string, whose: string): CredentialSource {
  switch (place.toLowerCase()) {
    case 'environment': {
      const keys = keysInEnvironment(env)
      if (keys !== null) return keys
      throw mistake(
        `${whose} has credential_source = Environment, but AWS_ACCESS_KEY_ID is not set.`,
        'Export the access keys.',
      )
    }
    case 'ecscontainer':
      if (hasContainer(env)) return { kind: 'container', profile: null }
      throw mistake(
        `${whose} has credential_source = EcsContainer, but no container credentials are available here.`,
        'In a container with an IAM role, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or AWS_CONTAINER_CREDENTIALS_FULL_URI is set.',
      )
    case 'ec2instancemetadata':
      return { kind: 'instance', profile: null, disabled: isInstanceDisabled(env) }
    default:
      throw mistake(
        `${whose} has credential_source = ${quoted(place)}, which is not a source of credentials.`,
        'Use Environment, EcsContainer or Ec2InstanceMetadata.',
      )
  }
}

function byProfile(chain: Chain, profile: Profile, named: string, whose: string): CredentialSource {
  const source = chain.files.profiles.get(named)
  if (source === undefined) {
    throw mistake(
      `${whose} has source_profile = ${named}, but profile ${quoted(named)} does not exist.`,
      `Add the profile, or correct source_profile.`,
    )
  }
  const isItself = source.name === profile.name
  // A profile may be its own source: its keys assume its role.
  if (chain.visited.includes(named) && !(isItself && hasKeys(source))) {
    throw mistake(
      `${whose} has a circular source_profile chain: ${[...chain.visited, named].join(' -> ')}.`,
      'End the chain with a profile that has its own credentials.',
    )
  }
  if (hasRole(source) && !hasKeys(source)) return roleIn({ ...chain, visited: [...chain.visited, named] }, source)
  const found = profileSource(chain.files, {}, source)
  if (found !== null) return found
  throw mistake(
    `${whose} has source_profile = ${named}, but that profile has no credentials.`,
    `Run aws configure --profile ${shellWord(named)} to add them.`,
  )
}
