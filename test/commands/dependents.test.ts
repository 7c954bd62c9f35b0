import { expect, test } from 'vitest'
import { sampleWorld } from '../../src/simulation/sample/sample-account.ts'
import { run } from '../run.ts'
import { NOW } from '../simulation/services/clients.ts'
import { actionsIn, policy } from './printed-permissions.ts'

const sample = (...words: string[]) =>
  run([...words, '--dependents', 'ebs-volume', '-r', 'us-east-1'], sampleWorld(NOW))

test('key: --dependents lists the resources that use the key', async () => {
  const { exit, out } = await sample('key', 'orders', '--source', 'kms')
  expect(exit).toBe(0)
  expect(out).toMatch(/^Used by \(3\)$/m)
  expect(out).toMatch(/3 EBS volumes: +on next start:/)
  expect(out).toContain('Read: 1 of 1 type.')
})

test('permissions: --dependents adds the calls of the search, for an audit and for kms-audit key', async () => {
  for (const words of [[], ['key']])
    expect(actionsIn(await policy([...words, '--dependents', 'ebs-volume,s3-bucket']))).toEqual(
      expect.arrayContaining(['ec2:DescribeVolumes', 's3:ListAllMyBuckets', 'kms:ListGrants']),
    )
})

test('doctor: --dependents tries the calls of the search', async () => {
  const { out } = await sample('doctor')
  expect(out).toMatch(/^ok +ec2:DescribeVolumes +us-east-1$/m)
})
