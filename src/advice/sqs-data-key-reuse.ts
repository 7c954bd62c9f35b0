import { joinWithAnd } from '../lib/text/lists.ts'
import { countNoun } from '../lib/text/numbers.ts'
import { shellWord } from '../lib/text/shell-word.ts'
import type { DependentRecord, KeyRecord } from '../model/report/report.ts'
import type { AdviceKind, Draft } from './advice-kind.ts'
import { callsOf, sampleText, through } from './shared/calls-of-key.ts'
import { claim } from './shared/claim.ts'
import { forDataKeys } from './shared/data-keys.ts'
import { aboutKey } from './shared/key-resource.ts'

/**
 * SQS uses a data key for 300 seconds, unless a queue says otherwise; 60 to 86,400 are possible. Each producer and
 * consumer needs new ones.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export const sqsDataKeyReuse: AdviceKind = {
  title: 'Let SQS use a data key for longer, so that it requests fewer from KMS',
  needs: ['requests', 'dependents', 'callers'],
  advise: ({ keys }) => forDataKeys(keys).flatMap(key => reuseDraft(key) ?? []),
}

/** Seconds that the advice proposes: an hour, after which a queue without access to its key fails. */
const PROPOSED = 3600

function reuseDraft(key: KeyRecord): Draft | null {
  const queues = (key.dependents ?? []).filter(({ type }) => type === 'sqs-queue')
  const short = queues.filter(({ data_key_reuse_seconds: seconds = 0 }) => seconds < PROPOSED)
  const { monthly_usage: requests } = key
  if (short.length === 0 || requests === 0) return null
  const calls = callsOf(key, through('sqs'), ['GenerateDataKey', 'Decrypt'])
  if (calls?.chosen === 0) return null
  const isRead = short.every(one => one.data_key_reuse_seconds !== undefined)
  const unknown = whyNoPeriod(requests, isRead, calls === null)
  // The longest of the periods, which gives the smallest reduction.
  const period = Math.max(...short.map(one => one.data_key_reuse_seconds ?? 0))
  return {
    ...aboutKey(key),
    summary: `${countNoun(short.length, 'queue')} with a data key reuse period below an hour: ${joinWithAnd(short.map(({ id }) => id))}.`,
    claims:
      unknown !== null || calls === null || typeof requests !== 'number'
        ? []
        : [
            claim('requests', key.key_arn, 'floor(requests * sqs_calls / calls * (1 - period / proposed_period))', {
              requests,
              sqs_calls: calls.chosen,
              calls: calls.calls,
              period,
              proposed_period: PROPOSED,
            }),
          ],
    blocked: null,
    unknown,
    assumptions: [
      ...(calls === null ? [] : [sampleText(key, calls, 'through Amazon SQS')]),
      'Producers and consumers are busy all the time, so that each data key is used until it expires.',
      ...(queues.length > short.length ? ['Requests for other queues with the same key are counted too.'] : []),
    ],
    change: 'Set KmsDataKeyReusePeriodSeconds to 3600. Up to 86400 is possible, and saves more.',
    commands: short.map(one => queueCommand(key, one)).join('\n'),
    limits: [
      'A data key stays in use for longer: after the key is disabled, sending and receiving go on for up to an hour.',
    ],
  }
}

function whyNoPeriod(requests: KeyRecord['monthly_usage'], isRead: boolean, noCalls: boolean): string | null {
  if (typeof requests !== 'number') return 'The requests to the key were not counted.'
  if (!isRead) return 'The data key reuse period of a queue was not read.'
  return noCalls ? 'It is not known which share of the requests comes from Amazon SQS.' : null
}

function queueCommand({ region }: KeyRecord, { id }: DependentRecord): string {
  const url = `"$(aws sqs get-queue-url --queue-name ${shellWord(id)} --region ${region} --query QueueUrl --output text)"`
  return `aws sqs set-queue-attributes --queue-url ${url} --attributes KmsDataKeyReusePeriodSeconds=${PROPOSED} --region ${region}`
}
