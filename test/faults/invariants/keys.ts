import { keyArn } from '../../../src/simulation/world/world.ts'
import { type SimKey } from '../../../src/simulation/world/sim-key.ts'
import type { FaultRun } from '../fault-run.ts'
import { hasGap, recordsWithTruth, type Invariant } from './invariant.ts'

/** Every selected key has exactly one record, or a gap. */
export const everyKeyIsReportedOnce: Invariant = function* ({ report, truth, request, aws }) {
  const arns = report.keys.map(({ key_arn }) => key_arn)
  for (const arn of new Set(arns.filter((each, index) => arns.indexOf(each) !== index))) yield `${arn} occurs twice`
  for (const arn of arns) if (!truth.has(arn)) yield `${arn} does not exist`
  if (aws.createdKeys.length > 0) yield `${aws.createdKeys.join()} was made by asking for it`
  for (const account of request.accounts) {
    for (const region of request.regionsOf(account)) {
      const keys = (account.regions[region]?.keys ?? []) as readonly SimKey[]
      for (const key of keys.filter(each => isWanted(each, request))) {
        const where = { account_id: account.id, region, key_id: key.id }
        if (arns.includes(keyArn(account, region, key.id))) continue
        if (!hasGap(report.gaps, where, ['kms:ListKeys', 'kms:DescribeKey'])) yield `${key.id} in ${region} is lost`
      }
    }
  }
}

const isWanted = ({ manager }: SimKey, request: FaultRun['request']): boolean =>
  request.manager === 'all' || (request.manager === 'aws') === (manager === 'AWS')

/** Every requested place is reported, and no other. */
export const everyPlaceIsReported: Invariant = function* ({ report, request }) {
  const reported = report.scope.places.map(({ account_id, region }) => `${account_id} ${region}`)
  const asked = request.accounts.flatMap(account =>
    request.regionsOf(account).map(region => ({ account: account.id, region })),
  )
  for (const { account, region } of asked) {
    if (reported.includes(`${account} ${region}`)) continue
    if (!report.gaps.some(gap => gap.account_id === account && gap.region === null))
      yield `the place ${account} ${region} is lost`
  }
  const places = asked.map(({ account, region }) => `${account} ${region}`)
  for (const place of reported) if (!places.includes(place)) yield `the place '${place}' was not asked for`
  for (const { account_id, region, status } of report.scope.places) {
    if (status === 'complete') continue
    if (!report.gaps.some(gap => gap.account_id === account_id && (gap.region === region || gap.region === null)))
      yield `${account_id} ${region} is ${status}, without a gap`
  }
}

/**
 * Whether the key usage may be missing. Some stand-ins for AWS leave it out, so its loss is not a gap, and a checkpoint
 * keeps it that way.
 */
const mayLackUsage = ({ faults, earlierFaults }: FaultRun): boolean =>
  [faults, earlierFaults].some(each => each?.counts['missing field'] !== undefined)

/** The facts of a record are true, or a gap covers them. */
export const factsAreTrue: Invariant = function* (run) {
  for (const { record, truly } of recordsWithTruth(run)) {
    const { key } = truly
    const described = (what: string, reported: unknown, truth: unknown): string[] =>
      reported === truth || (reported === null && hasGap(run.report.gaps, record, ['kms:DescribeKey']))
        ? []
        : [`${record.key_id}: ${what} is ${JSON.stringify(reported)}, truly ${JSON.stringify(truth)}`]
    yield* described('key_state', record.key_state, key.state)
    yield* described('enabled', record.enabled, key.state === 'Enabled')
    yield* described('key_spec', record.key_spec, key.spec)
    if (record.key_usage !== null || !mayLackUsage(run)) yield* described('key_usage', record.key_usage, key.usage)
    yield* described('origin', record.origin, key.origin)
    yield* described('key_manager', record.key_manager, key.manager)
    yield* described('multi_region', record.multi_region, key.multiRegion !== undefined)
    yield* described('created_at', record.created_at, new Date(key.createdAt).toISOString().replace(/\.\d+/, ''))
    const aliases = key.aliases.toSorted().join()
    if (record.aliases.toSorted().join() !== aliases && !hasGap(run.report.gaps, record, ['kms:ListAliases']))
      yield `${record.key_id}: aliases are [${record.aliases.join()}], truly [${aliases}]`
  }
}
