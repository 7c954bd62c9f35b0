import { join } from 'node:path'
import { expect, test } from 'vitest'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { ACCOUNT, keyArn, logPath, temporaryFolder, writeLog } from '../../archives/index-store/tiny-archive.ts'
import { run } from '../../run.ts'

const NOW = Date.UTC(2026, 10, 22, 9)
const idOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)
const world: SimulatedWorld = {
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      regions: {
        'us-east-1': {
          keys: [1, 2, 3].map(end => simKey({ id: idOf(keyArn(end)), createdAt: Date.UTC(2025, 0, 1) })),
          resources: {
            'ec2:DescribeVolumes': [{ VolumeId: 'vol-now', Encrypted: true, KmsKeyId: keyArn(1) }],
          },
        },
      },
    }),
  ],
}

test('data of: log files name resources whose data needed a key, besides those that reference it now', async () => {
  const folder = temporaryFolder()
  const call = { key: keyArn(1), at: Date.UTC(2026, 0, 1, 8), operation: 'Decrypt', role: 'app' }
  writeLog(logPath(join(folder, 'logs'), 0), [
    { ...call, id: 1, context: { 'aws:ebs:id': 'vol-old' } },
    { ...call, id: 2, context: { 'aws:ebs:id': 'vol-now' }, role: 'other' },
    { ...call, id: 3, context: { app: 'orders' }, role: 'third' },
    { ...call, id: 4, context: { 'aws:s3:arn': 'arn:aws:s3:::invoices/2026/1.pdf' }, role: 'fourth' },
    { ...call, id: 5, key: keyArn(2), context: { 'aws:ebs:id': 'vol-2' } },
  ])
  const argv = ['-r', 'us-east-1', '--no-requests', '--trail-archive', join(folder, 'logs'), '-o', 'json']
  const { report } = await run([...argv, '--dependents', 'ebs-volume'], world)
  const [used, other, clean] = [1, 2, 3].map(end => report().keys.find(({ key_arn }) => key_arn === keyArn(end)))
  // A type that was not searched is named, too.
  expect(used?.data_of).toEqual([
    { type: 'ebs-volume', singular: 'EBS volume', id: 'vol-old', last_seen_on: '2026-01-01' },
    { type: 's3-bucket', singular: 'S3 bucket', id: 'invoices', last_seen_on: '2026-01-01' },
  ])
  expect(other?.data_of?.map(({ id }) => id)).toEqual(['vol-2'])
  expect(clean?.data_of).toEqual([])
  const unreferenced = await run([...argv, '--dependents', 'secret,ebs-volume', '--only', 'unreferenced'], world)
  expect(unreferenced.report().keys.map(({ key_arn }) => key_arn)).toEqual([keyArn(3)])
})
