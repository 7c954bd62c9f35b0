import type { AwsCredentialIdentity } from '@smithy/types'
import type { SsoSource } from './sso-settings.ts'

/**
 * Where a session gets its credentials. `profile` is the profile that names the source; null: the environment or the
 * machine.
 */
export type CredentialSource =
  | { kind: 'keys'; profile: string | null; keys: AwsCredentialIdentity }
  | RoleSource
  | WebIdentitySource
  | SsoSource
  | { kind: 'login'; profile: string; session: string }
  | { kind: 'process'; profile: string; file: string; command: string }
  | { kind: 'container'; profile: null }
  | { kind: 'instance'; profile: null; disabled: boolean }

export interface RoleSource {
  kind: 'role'
  profile: string
  file: string
  roleArn: string
  sessionName: string | null
  externalId: string | null
  /** Seconds. Null: the default of STS. */
  duration: number | null
  /** ARN or serial number of the device whose code is needed. Null: none. */
  mfaSerial: string | null
  /** What the role is assumed with. */
  source: CredentialSource
}

export interface WebIdentitySource {
  kind: 'web-identity'
  profile: string | null
  tokenFile: string
  roleArn: string
  sessionName: string | null
}
