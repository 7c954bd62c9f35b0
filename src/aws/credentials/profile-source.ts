import { AuditError } from '../../lib/process/exit.ts'
import { quoted } from '../../lib/text/quoted.ts'
import { keysIn } from './keys.ts'
import type { CredentialSource, WebIdentitySource } from './credential-source.ts'
import type { Profile, SharedFiles } from './shared-files.ts'
import type { Env } from '../../lib/process/env.ts'
import { fileOf, settingOf } from './shared-files.ts'
import { ssoOf } from './sso-settings.ts'

/** What one profile holds besides a role with a source. The environment may hold the web identity of a container. */
export function profileSource(files: SharedFiles, env: Env, profile: Profile | null): CredentialSource | null {
  const webIdentity = webIdentityOf(files, env, profile)
  if (webIdentity !== null || profile === null) return webIdentity
  return (
    ssoOf(files, profile) ??
    keysIn(profile, profile.inCredentials, files.credentials.name) ??
    loginOf(profile) ??
    processOf(files, profile) ??
    keysIn(profile, profile.inConfig, files.config.name)
  )
}

function webIdentityOf(files: SharedFiles, env: Env, profile: Profile | null): WebIdentitySource | null {
  const setting = (variable: string, name: string): string | undefined =>
    env[variable] || (profile === null ? undefined : settingOf(profile, name))
  const tokenFile = setting('AWS_WEB_IDENTITY_TOKEN_FILE', 'web_identity_token_file')
  if (tokenFile === undefined) return null
  const byEnvironment = (env['AWS_WEB_IDENTITY_TOKEN_FILE'] ?? '') !== ''
  const roleArn = setting('AWS_ROLE_ARN', 'role_arn')
  if (roleArn === undefined) {
    const where =
      byEnvironment || profile === null
        ? 'AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not'
        : `Profile ${quoted(profile.name)} in ${fileOf(files, profile, 'web_identity_token_file')} has web_identity_token_file, but no role_arn`
    throw new AuditError('usage', `${where}.`, { hint: 'Set the ARN of the role to assume with the token.' })
  }
  const sessionName = setting('AWS_ROLE_SESSION_NAME', 'role_session_name') ?? null
  const owner = byEnvironment ? null : (profile?.name ?? null)
  return { kind: 'web-identity', profile: owner, tokenFile, roleArn, sessionName }
}

function loginOf(profile: Profile): CredentialSource | null {
  const session = settingOf(profile, 'login_session')
  return session === undefined ? null : { kind: 'login', profile: profile.name, session }
}

function processOf(files: SharedFiles, profile: Profile): CredentialSource | null {
  const command = settingOf(profile, 'credential_process')
  if (command === undefined) return null
  return { kind: 'process', profile: profile.name, file: fileOf(files, profile, 'credential_process'), command }
}
