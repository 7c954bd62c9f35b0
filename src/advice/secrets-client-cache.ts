import { countNoun } from '../lib/text/numbers.ts'
import type { KeyRecord } from '../model/report/report.ts'
import type { AdviceKind, Draft } from './advice-kind.ts'
import { callsOf, callersOf, sampleText, through } from './shared/calls-of-key.ts'
import { claim } from './shared/claim.ts'
import { forDataKeys } from './shared/data-keys.ts'
import { aboutKey } from './shared/key-resource.ts'

/**
 * Each GetSecretValue is a Decrypt. The caching clients of Secrets Manager read a secret once an hour.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets.html
 */
export const secretsClientCache: AdviceKind = {
  title: 'Read secrets with a caching client, so that each read is not a request to KMS',
  needs: ['requests', 'callers'],
  advise: ({ keys, report }) =>
    forDataKeys(keys).flatMap(key => secretsCacheDraft(key, report.request_days ?? 30) ?? []),
}

function secretsCacheDraft(key: KeyRecord, days: number): Draft | null {
  const { monthly_usage: requests } = key
  const calls = callsOf(key, through('secretsmanager'), ['Decrypt'])
  if (calls === null || calls.chosen === 0 || typeof requests !== 'number') return null
  const readers = callersOf(key, through('secretsmanager')).length
  return {
    ...aboutKey(key),
    summary: `${countNoun(readers, 'principal')} read secrets with this key.`,
    claims: [
      claim('requests', key.key_arn, 'max(0, floor(requests * secret_reads / calls) - readers * refreshes)', {
        requests,
        secret_reads: calls.chosen,
        calls: calls.calls,
        readers,
        refreshes: 24 * days,
      }),
    ],
    blocked: null,
    unknown: null,
    assumptions: [
      sampleText(key, calls, 'through Secrets Manager'),
      'Each principal is one process that reads one secret, and reads it again every hour. More processes and secrets save less.',
    ],
    change:
      'Use the AWS Secrets Manager caching client of your language, the Secrets Manager Agent, or the AWS Parameters and Secrets Lambda extension. Fewer calls of GetSecretValue also cost less at Secrets Manager, which is not in the number.',
    commands: '',
    limits: ['After a rotation, a cached secret is old for up to an hour: read it again when it is refused.'],
  }
}
