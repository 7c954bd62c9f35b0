import type { Operation } from '../../model/operations/operations.ts'
import type { AuditOptions } from '../../model/options/options.ts'

/** Keys of each account and Region whose callers are read: at two calls a second, ten seconds. */
const BUSIEST = 10

/** What `advise` reads besides an audit: facts, resources that use the keys, and who calls the busiest keys. */
export const withAdviceNeeds = (audit: AuditOptions): AuditOptions => ({
  ...audit,
  dependents: audit.dependents ?? { named: ADVISED_TYPES, others: 'listed', aggregator: null },
  needs: ['policy', 'grants', 'tags', 'rotation'],
  busiest: BUSIEST,
})

/** Types with settings that decide how many requests they cause, which their lists do not contain. */
const ADVISED_TYPES = ['s3-bucket', 'sqs-queue']

/** Whether only some keys are asked about, so that secrets are not read. */
export const choosesKeys = ({ keys, exceptKeys, tags }: AuditOptions): boolean =>
  keys.length + exceptKeys.length + tags.length > 0

/** What reads the secrets for advice. */
export const INVENTORY_OPERATIONS: readonly Operation[] = [
  'secretsmanager:ListSecrets',
  'secretsmanager:DescribeSecret',
]
