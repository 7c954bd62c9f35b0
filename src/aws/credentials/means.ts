import type { AwsCredentialIdentity } from '@smithy/types'
import type { SsoMeans } from './sso-settings.ts'

/** By what a session gets its credentials. `profile`: the one that says so; null: the environment or the machine. */
export type Means =
  | { kind: 'keys'; profile: string | null; keys: AwsCredentialIdentity }
  | RoleMeans
  | WebIdentityMeans
  | SsoMeans
  | { kind: 'login'; profile: string; session: string }
  | { kind: 'process'; profile: string; file: string; command: string }
  | { kind: 'container'; profile: null }
  | { kind: 'instance'; profile: null; disabled: boolean }

export interface RoleMeans {
  kind: 'role'
  profile: string
  file: string
  roleArn: string
  sessionName: string | null
  externalId: string | null
  /** Seconds. Null: what STS gives by itself. */
  duration: number | null
  /** ARN or serial number of the device whose code is needed. Null: none. */
  mfaSerial: string | null
  /** What the role is assumed with. */
  source: Means
}

export interface WebIdentityMeans {
  kind: 'web-identity'
  profile: string | null
  tokenFile: string
  roleArn: string
  sessionName: string | null
}
