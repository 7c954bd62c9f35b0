import { joinWithAnd } from '../../../lib/text/lists.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import type { Instant } from '../../../model/time.ts'
import type { Access } from '../../../policy/access/access.ts'
import { readKeyPolicy } from '../../../policy/key-policy.ts'
import { ENCRYPT_MESSAGES } from '../../../policy/statements/actions.ts'
import type { AlarmTerms, TopicKey } from './alarm-terms.ts'
import { publishers, topicKeyStatement } from './alarm-topic.ts'

/** Returns what the key of the topic lacks. `keys` are those of a report, if there is one. */
export function topicKeyWarnings(
  wanted: TopicKey,
  { subjects, keys, now }: Pick<AlarmTerms, 'subjects'> & { keys: readonly KeyRecord[]; now: Instant },
): string[] {
  const services = publishers(subjects)
  const who = joinWithAnd(services.map(service => NAMES[service] ?? service))
  const found = keys.filter(key => isMeant(key, wanted))
  const needed = `Its key policy needs this statement: ${JSON.stringify(topicKeyStatement(services))}`
  if (found.length === 0) return [`Whether ${who} may use the key of the topic was not checked. ${needed}`]
  return found.flatMap(key => {
    if (key.key_policy === undefined || key.key_policy === null)
      return [`The policy of the topic's key is not known, so whether ${who} may use it is not known. ${needed}`]
    const read = readKeyPolicy(key.key_policy, { keyArn: key.key_arn, now })
    if (!read.known) return [`${read.why} So whether ${who} may use the topic's key is not known. ${needed}`]
    const lacking = services.filter(service => !read.value.access.some(access => isOpenTo(service, access)))
    const names = joinWithAnd(lacking.map(service => NAMES[service] ?? service))
    return lacking.length === 0
      ? []
      : [`The topic's key does not allow ${names} to use it, so messages would be lost. ${needed}`]
  })
}

const NAMES: Readonly<Record<string, string>> = {
  'events.amazonaws.com': 'EventBridge',
  'cloudwatch.amazonaws.com': 'CloudWatch',
}

function isMeant({ key_arn, key_id, aliases }: KeyRecord, wanted: TopicKey): boolean {
  if ('arn' in wanted) return key_arn === wanted.arn
  return 'id' in wanted ? key_id === wanted.id : aliases.includes(wanted.alias)
}

/** A service sends no source account or ARN when it publishes to an encrypted topic, so a limited access is none. */
const isOpenTo = (service: string, { principal, actions, limits, accounts }: Access): boolean =>
  principal.kind === 'service' &&
  (principal.name === '*' || principal.name === service) &&
  (actions & ENCRYPT_MESSAGES) === ENCRYPT_MESSAGES &&
  limits.length === 0 &&
  accounts === null
