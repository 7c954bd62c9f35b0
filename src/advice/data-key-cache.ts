import type { CallerGroupRecord, KeyRecord } from '../model/report/report.ts'
import type { AdviceKind, Draft } from './advice-kind.ts'
import { callersOf, callsOf, sampleText } from './shared/calls-of-key.ts'
import { claim } from './shared/claim.ts'
import { forDataKeys } from './shared/data-keys.ts'
import { aboutKey } from './shared/key-resource.ts'

/**
 * An application that encrypts each item with a data key of its own can use a data key for several.
 * https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/data-key-caching.html
 */
export const dataKeyCache: AdviceKind = {
  title: 'Cache data keys in an application with many requests for them',
  needs: ['requests', 'callers'],
  advise: ({ keys, report: { request_days: days = 30 } }) =>
    forDataKeys(keys).flatMap(key =>
      callersOf(key, isApplication).flatMap(({ principal }) => dataKeyDraft(key, principal, days) ?? []),
    ),
}

/** Only these can be answered from a cache. */
const CACHED = ['GenerateDataKey', 'Decrypt']
/** Seconds for which the proposed cache uses a data key. */
const MAX_AGE = 300

/** Not through a service, which has a cache of its own or none. */
const isApplication = ({ service, principal }: CallerGroupRecord): boolean => service === null && principal !== null

function dataKeyDraft(key: KeyRecord, principal: string | null, days: number): Draft | null {
  const { monthly_usage: requests } = key
  const calls = callsOf(key, one => isApplication(one) && one.principal === principal, CACHED)
  if (calls === null || calls.chosen === 0 || typeof requests !== 'number') return null
  const name = principal ?? ''
  return {
    ...aboutKey(key),
    summary: `${name} calls GenerateDataKey or Decrypt itself.`,
    claims: [
      claim('requests', key.key_arn, 'max(0, floor(requests * caller_calls / calls) - days * 86400 / max_age)', {
        requests,
        caller_calls: calls.chosen,
        calls: calls.calls,
        days,
        max_age: MAX_AGE,
      }),
    ],
    blocked: null,
    unknown: null,
    assumptions: [
      sampleText(key, calls, `from ${name}`),
      'One process makes these calls, and one data key in five minutes is sufficient for it. More processes, and data that was encrypted with many data keys, save less.',
    ],
    change:
      'Use data key caching of the AWS Encryption SDK, or the hierarchical keyring, with a maximum age of five minutes, a limit of messages, and the same encryption context for what shares a data key.',
    commands: '',
    limits: [
      'A data key protects more data, and stays in memory: decide whether your security requirements allow that.',
      'Calls that decrypt values which were encrypted with KMS directly, without data keys, cannot be cached in this way.',
    ],
  }
}
