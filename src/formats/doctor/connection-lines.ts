import type { Diagnosis } from '../../model/diagnosis.ts'

/** `ok`, `FAIL`, `warn`, or `-` for what is only said; then what it is about, and the detail. */
export type Line = [status: 'ok' | 'FAIL' | 'warn' | '-', what: string, detail: string]

/** Who the caller is, and how AWS is reached. */
export function aboutConnection({ accounts, clock, network, places, generated_at }: Diagnosis): Line[] {
  const regions = new Set(places.map(({ region }) => region))
  return [
    ...accounts.map(({ account_id, principal_arn, credentials, expires_at }): Line => {
      const parts = [
        principal_arn ?? `account ${account_id}`,
        ...(credentials === null ? [] : [credentials]),
        ...(expires_at === null ? [] : [expiryText(expires_at, generated_at)]),
      ]
      return [isShort(expires_at, generated_at) ? 'warn' : 'ok', 'Credentials', parts.join(', ')]
    }),
    [clock.status === 'ok' ? 'ok' : 'warn', 'Clock', clockText(clock)],
    ['-', 'Proxy', network.proxy === null ? 'none' : `${network.proxy} (${network.proxy_variable})`],
    ['-', 'Certificates', network.ca_bundle ?? 'those of Node.js'],
    ...(network.endpoint_variables.length === 0
      ? []
      : [['-', 'Endpoints', `set by ${network.endpoint_variables.join(', ')}`] satisfies Line]),
    ['ok', 'Regions', [...regions].toSorted().join(', ')],
  ]
}

const MINUTE = 60_000
/** Minutes that a run of some thousand keys takes. */
const SHORT = 60

const minutesLeft = (expires: string, now: string): number =>
  Math.round((Date.parse(expires) - Date.parse(now)) / MINUTE)

const isShort = (expires: string | null, now: string): boolean => expires !== null && minutesLeft(expires, now) < SHORT

const expiryText = (expires: string, now: string): string =>
  `expire at ${expires.slice(0, 16).replace('T', ' ')} UTC, in ${minutesLeft(expires, now)} minutes`

function clockText({ offset_seconds: seconds, status }: Diagnosis['clock']): string {
  if (seconds === 0) return 'the same as that of AWS'
  const text = `${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} that of AWS`
  return status === 'ok' ? text : `${text}. Signatures fail if the difference grows; the report uses the time of AWS.`
}
