import type { Access } from '../policy/access.ts'
import { NO_ACTIONS, READING } from '../policy/actions.ts'
import { accountInArn } from '../policy/bounding-keys.ts'
import { comparisonOf } from '../policy/condition.ts'

/** Whether somebody else's resource can make a service use the key: nothing holds the service to known sources. */
export function isMisusable({ statement, actions, bounds }: Access): boolean {
  if ((actions & ~READING) === NO_ACTIONS) return false
  return !bounds.some(({ of }) => of === 'source') && !statement.conditions.some(namesSource)
}

/**
 * The service itself writes the ARN of the resource into the encryption context, so for CloudWatch Logs, CloudTrail and
 * others AWS's own policies hold it to that. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function namesSource(condition: Access['statement']['conditions'][number]): boolean {
  const comparison = comparisonOf(condition)
  if (comparison === null || comparison.negated || condition.ifExists || condition.quantifier === 'all') return false
  if (!/^kms:encryptioncontext:aws:.+arn$/.test(condition.key) || condition.values.length === 0) return false
  // A Region may stay open; the account may not. Where a `*` spans colons, the prefix can only be the service's.
  return condition.values.every(value => accountInArn(value, 'arn') !== null)
}
