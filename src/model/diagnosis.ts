import type { GapReason } from './gap.ts'

/** What `kms-audit doctor` finds, exactly as `-o json` prints it. Times as `2026-11-20T14:30:22Z`. */
export interface Diagnosis {
  generated_at: string
  accounts: AccountDiagnosis[]
  clock: ClockDiagnosis
  network: NetworkDiagnosis
  places: PlaceDiagnosis[]
  /** Operations that no test calls, because they write. */
  not_tried: { operation: string; why: string }[]
  /** What a run with these options will lack, one sentence each. Empty: nothing. */
  missing: string[]
}

export interface AccountDiagnosis {
  account_id: string
  /** The ARN of the caller. Null: not known. */
  principal_arn: string | null
  /** How the credentials were found: `profile audit: role arn:…`. Null: they were given by the caller. */
  credentials: string | null
  /** Null: they do not expire, or their source does not say when. */
  expires_at: string | null
  /** Operations about the account: its Regions, its organization. */
  operations: OperationDiagnosis[]
}

export interface ClockDiagnosis {
  /** How far the machine's clock is ahead of AWS's. Negative: behind. */
  offset_seconds: number
  status: 'ok' | 'wrong'
}

export interface NetworkDiagnosis {
  /** Without user name and password. Null: connections are direct. */
  proxy: string | null
  /** The variable that names the proxy. */
  proxy_variable: string | null
  /** Path of the file with certificates. Null: the certificates of Node. */
  ca_bundle: string | null
  /** `AWS_ENDPOINT_URL` and its variants that are set. */
  endpoint_variables: string[]
}

export interface PlaceDiagnosis {
  account_id: string
  region: string
  /** The key that operations about a key were tried on. Null: none was found. */
  key_id: string | null
  operations: OperationDiagnosis[]
  quotas: QuotaDiagnosis[]
}

export interface OperationDiagnosis {
  operation: string
  /** `not_tried`: the message says why. */
  status: 'ok' | 'not_tried' | GapReason
  message: string | null
}

export interface QuotaDiagnosis {
  operation: string
  /** Requests per second that the account may make. */
  per_second: number
  /** `default`: Service Quotas could not be read, or does not list the operation. */
  source: 'service-quotas' | 'default'
  /** Requests per second that a run with these options makes at most. */
  used_per_second: number
}
