/** What an earlier result covers. */
export interface ComparedActivity {
  generated_at: string
  since: string
  until: string
  windows: ComparedWindow[]
}

export interface ComparedWindow {
  account_id: string
  region: string
  since: string | null
  until: string | null
  /** Whether it has every caller of its time. */
  is_complete: boolean
}

/** A principal, a service or a source network that an earlier result does not have for a key. */
export interface NewCaller {
  account_id: string
  region: string
  key_arn: string
  kind: 'principal' | 'service' | 'network'
  /** ARN or unique ID, name of the service, or the network: `192.0.2.0/24`. */
  name: string
  calls: number
  /** No later than its first call. */
  first_at: string
}
