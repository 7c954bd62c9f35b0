import { expect, test } from 'vitest'
import { reset } from '../../../src/simulation/faults/faults.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { aWorld, id } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { run } from '../../run.ts'

const sixtyKeys = aWorld(Array.from({ length: 60 }, (_, at) => simKey({ id: id(at) })))
/** LookupEvents at the rate that AWS allows. */
const env = { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'GetKeyLastUsage=500' }

test.concurrent(
  'unreachable: CloudTrail gets a few tries for all 60 keys, and a line says how to leave it out',
  async () => {
    const faults = [reset({ service: 'cloudtrail' })]
    const { exit, err, aws, report } = await run(['-o', 'json'], sixtyKeys, { faults, io: memoryIo({ env }) })
    expect(exit).toBe(0)
    expect(aws.calls['cloudtrail:LookupEvents']).toBeLessThanOrEqual(20)
    expect(report().gaps.filter(({ operation }) => operation.startsWith('cloudtrail:'))).toEqual([
      expect.objectContaining({ reason: 'network', region: 'us-east-1', key_id: null }),
    ])
    expect(err).toMatch(
      /kms-audit: CloudTrail cannot be reached in us-east-1 of account 111122223333: .+\. To skip it, add --source kms,cloudwatch\.\n/,
    )
    expect(report().summary.keys).toBe(60)
  },
)

test.concurrent(
  'unreachable: without CloudWatch the counts are unknown, and a line says how to leave it out',
  async () => {
    const faults = [reset({ service: 'cloudwatch' })]
    const { err, key } = await run(['-o', 'json'], aWorld([simKey({ id: id(1) })]), { faults })
    expect(key(id(1)).monthly_usage).toBeNull()
    expect(err).toContain('CloudWatch cannot be reached in us-east-1 of account 111122223333: ')
    expect(err).toContain('To skip it, add --source kms,cloudtrail --no-requests.\n')
  },
)

test.concurrent('unreachable: without both, each line names the options that leave both out', async () => {
  const faults = [reset({ service: 'cloudtrail' }), reset({ service: 'cloudwatch' })]
  const { err } = await run(['-o', 'json'], aWorld([simKey({ id: id(1) })]), { faults })
  expect(err.match(/cannot be reached in .*To skip it, add --source kms --no-requests\.\n/g)).toHaveLength(2)
})

test.concurrent(
  'unreachable: with the options that the notes name, neither CloudTrail nor CloudWatch gets a call',
  async () => {
    const faults = [reset({ service: 'cloudtrail' }), reset({ service: 'cloudwatch' })]
    const argv = ['-o', 'json', '--source', 'kms', '--no-requests']
    const { err, report } = await run(argv, sixtyKeys, { faults })
    expect({ err, gaps: report().gaps }).toEqual({ err: '', gaps: [] })
  },
)
