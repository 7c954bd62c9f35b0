import { expect, test } from 'vitest'
import { changed } from '../../../src/simulation/faults/faults.ts'
import { seeded } from '../../../src/simulation/world/random.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY } from '../../../src/model/time.ts'
import { ACCOUNT, aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { run, type Run } from '../../run.ts'
import { changedJson } from './structural-change.ts'
import { randomRuns } from '../../random-runs.ts'

/** Changes of answers about accounts, and of those of Security Hub, are in answers-elsewhere.test.ts. */
const CHANGES = randomRuns(12)
const SEED = 20261120

const GRANT = {
  GrantId: 'a1b2',
  GranteePrincipal: 'arn:aws:iam::111122223333:role/app',
  Operations: ['Decrypt', 'Encrypt'],
  Constraints: { EncryptionContextSubset: { tenant: 'a' } },
}

const key = (number: number) =>
  simKey({
    id: id(number),
    aliases: [`alias/key-${number}`],
    tags: { env: 'prod', owner: 'team' },
    rotation: { enabled: true, periodInDays: 365, rotations: [NOW - 400 * DAY, NOW - 35 * DAY] },
    grants: [GRANT],
    uses: number === 2 ? [] : [{ operation: 'Decrypt', at: NOW - number * 30 * DAY }],
  })
const regions = { 'us-east-1': { keys: [key(1), key(2)] }, 'eu-west-1': { keys: [key(3), key(4)] } }
const TRAIL = { name: 'audit', homeRegion: 'us-east-1', multiRegion: true, logging: true }
const world = aWorld([], { accounts: [simAccount({ id: ACCOUNT, regions, trails: [TRAIL] })] })
const CHECKS = 'policy-public,rotation-off,grant-broad,tags-missing,trail-not-logging,alias-missing'
const argv = ['-o', 'json', '-r', 'us-east-1,eu-west-1', '--check', CHECKS]

const OPERATIONS = [
  'ListKeys',
  'ListAliases',
  'DescribeKey',
  'GetKeyLastUsage',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListKeyRotations',
  'ListGrants',
  'ListResourceTags',
  'LookupEvents',
  'DescribeTrails',
  'GetTrailStatus',
  'GetEventSelectors',
  'ListMetrics',
  'GetMetricData',
]

/** Members that AWS leaves out where there is nothing to say: nobody can tell that one was lost. */
const MAY_BE_ABSENT = new Set([
  'Description',
  'KeyUsage',
  'NextMarker',
  'NextToken',
  'Truncated',
  'CloudTrailEventId',
  'Operation',
  'Name',
  'RotationType',
  'RotationPeriodInDays',
  'NextRotationDate',
  'EventId',
  'Enabled',
  'AdvancedEventSelectors',
  'ExcludeManagementEventSources',
  'IsOrganizationTrail',
  'KeyCreationDate',
  'Constraints',
  'EncryptionContextSubset',
  'tenant',
  'TargetKeyId',
])

const restructured = changedJson(name => MAY_BE_ABSENT.has(name))

const told = ({ report }: Run): unknown => ({ keys: report().keys, findings: report().findings, scope: report().scope })

test(`changed answers: ${CHANGES} random ones cause no stack and lose no Region, and what changes has a gap`, async () => {
  const truth = told(await run(argv, world))
  const random = seeded(SEED)
  const wrong: string[] = []
  let different = 0
  for (let number = 0; number < CHANGES; number++) {
    const operation = OPERATIONS[number % OPERATIONS.length] ?? ''
    let what = ''
    const fault = changed(body => restructured(body, random, text => void (what = text)), {
      operation,
      region: 'us-east-1',
      times: 1,
    })
    const audited = await run(argv, world, { faults: [fault] })
    const { exit, err } = audited
    const label = `${number} ${operation}: ${what}:`
    if (/a bug in|internal-error|\n +at /.test(err) || exit === 3) {
      wrong.push(`${label} exit ${exit}: ${err}`)
      continue
    }
    const { gaps, keys } = audited.report()
    if (keys.filter(({ region }) => region === 'eu-west-1').length !== 2) wrong.push(`${label} lost the other Region`)
    const isChanged = JSON.stringify(told(audited)) !== JSON.stringify(truth)
    if (isChanged) different++
    if (isChanged && !gaps.some(gap => gap.operation.endsWith(`:${operation}`)))
      wrong.push(`${label} changes the report without a gap`)
  }
  expect(wrong).toEqual([])
  // Else the changes would prove nothing.
  expect(different).toBeGreaterThan(CHANGES / 5)
})
