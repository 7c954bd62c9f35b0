import { AuditError } from '../../lib/process/exit.ts'
import { quoted } from '../../lib/text/quoted.ts'
import { shellWord } from '../../lib/text/shell-word.ts'
import type { Section } from './ini.ts'
import type { CredentialSource } from './credential-source.ts'
import type { Profile } from './shared-files.ts'
import type { Env } from '../../lib/process/env.ts'

/** Access keys that were exported. Half a pair is wrong usage: what comes next could be another account's. */
export function keysInEnvironment(env: Env): CredentialSource | null {
  const accessKeyId = env['AWS_ACCESS_KEY_ID']
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY']
  const sessionToken = env['AWS_SESSION_TOKEN'] || env['AWS_SECURITY_TOKEN']
  if (!accessKeyId) return null
  if (!secretAccessKey) {
    throw new AuditError('usage', 'AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not.', {
      hint: 'Export both, or unset AWS_ACCESS_KEY_ID.',
    })
  }
  return { kind: 'keys', profile: null, keys: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) } }
}

/** Access keys that one of the shared files has for a profile; both must be in the same file. */
export function keysIn(profile: Profile, section: Section, file: string): CredentialSource | null {
  const { aws_access_key_id, aws_secret_access_key } = section
  if (typeof aws_access_key_id !== 'string' || aws_access_key_id === '') return null
  if (typeof aws_secret_access_key !== 'string' || aws_secret_access_key === '') {
    const what = `Profile ${quoted(profile.name)} in ${file} has aws_access_key_id, but no aws_secret_access_key.`
    throw new AuditError('usage', what, {
      hint: `Run aws configure --profile ${shellWord(profile.name)}, or add the line.`,
    })
  }
  const token = section['aws_session_token'] ?? section['aws_security_token']
  const keys = {
    accessKeyId: aws_access_key_id,
    secretAccessKey: aws_secret_access_key,
    ...(typeof token === 'string' && token !== '' && { sessionToken: token }),
  }
  return { kind: 'keys', profile: profile.name, keys }
}
