import type { AwsCredentialIdentity } from '@smithy/types'
import { quoted } from '../../lib/text/quoted.ts'
import { CredentialsError } from './credentials-error.ts'
import type { CredentialSource } from './credential-source.ts'

/**
 * The same keys. Throws a `CredentialsError` when one holds a character that a request cannot carry, such as the line
 * break of a file with Windows line ends. The value is a secret, so only its name is shown.
 */
export function sendable(keys: AwsCredentialIdentity, { kind, profile }: CredentialSource): AwsCredentialIdentity {
  const wrong = MEMBERS.find(([part]) => /[^!-~]/.test(keys[part] ?? ''))
  if (wrong === undefined) return keys
  const [, name] = wrong
  const isVariable = kind === 'keys' && profile === null
  const whose = profile === null ? name : `${name} of profile ${quoted(profile)}`
  throw new CredentialsError(
    `${isVariable ? name.toUpperCase() : whose} contains a character that is not valid in credentials`,
    'Check it for spaces, line breaks and accented letters.',
  )
}

const MEMBERS = [
  ['accessKeyId', 'aws_access_key_id'],
  ['secretAccessKey', 'aws_secret_access_key'],
  ['sessionToken', 'aws_session_token'],
] as const
