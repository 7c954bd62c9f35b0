import { DescribeVolumesCommand, EC2Client } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { Countdown } from '../../../src/lib/flow/countdown.ts'
import { Progress } from '../../../src/collect/run/progress.ts'
import { sweepPlace } from '../../../src/collect/sweep/sweep-place.ts'
import ebsVolume from '../../../src/dependents/compute/ebs-volume.ts'
import type { NamedDependent } from '../../../src/dependents/load-dependents.ts'
import { aPlace, arn, denied } from '../../aws/a-place.ts'
import { mockedClient } from '../../aws/mocked-client.ts'
import { aType } from './a-type.ts'

const ec2 = mockedClient(EC2Client)
const rates = { 'ec2:DescribeVolumes': 5000 }
const volumes: NamedDependent = { id: 'ebs-volume', dependent: ebsVolume, isNamed: false }

function swept(types: readonly NamedDependent[], more: { cannotUseKeys?: boolean; keysRead?: Promise<unknown> } = {}) {
  const place = aPlace(rates)
  const { client, gaps } = place
  const task = {
    client,
    types,
    gaps,
    progress: new Progress(),
    cannotUseKeys: false,
    keysRead: Promise.resolve(),
    ...more,
  }
  return { place, result: sweepPlace(task) }
}

test('sweep: all pages of a list are read, and what an odd item costs is a gap of its type', async () => {
  ec2
    .on(DescribeVolumesCommand)
    .resolves({ Volumes: [{ VolumeId: 'vol-1', KmsKeyId: arn(1) }], NextToken: 'next' })
    .on(DescribeVolumesCommand, { NextToken: 'next' })
    .resolves({ Volumes: [{ KmsKeyId: arn(1) }, { VolumeId: 'vol-2', KmsKeyId: arn(2) }, { VolumeId: 'vol-3' }] })
  const { place, result } = swept([volumes])
  const { references, gaps } = await result
  expect(references.map(({ key, dependent }) => [dependent.id, key])).toEqual([
    ['vol-1', arn(1)],
    ['vol-2', arn(2)],
  ])
  expect(gaps).toEqual([
    { type: 'ebs-volume', reason: 'malformed', message: 'malformed response: Volumes[].VolumeId is missing' },
  ])
  expect(place.said()).toEqual(['ec2:DescribeVolumes malformed'])
})

test('sweep: a page that is refused keeps what was found before, as a gap', async () => {
  ec2.reset()
  ec2
    .on(DescribeVolumesCommand)
    .resolves({ Volumes: [{ VolumeId: 'vol-1', KmsKeyId: arn(1) }], NextToken: 'next' })
    .on(DescribeVolumesCommand, { NextToken: 'next' })
    .rejects(denied.byIdentityPolicy())
  const { references, gaps } = await swept([volumes]).result
  expect(references).toHaveLength(1)
  expect(gaps).toMatchObject([{ type: 'ebs-volume', reason: 'denied' }])
})

test('sweep: a bug in one type costs that type alone, and is a gap', async () => {
  ec2.reset()
  ec2.on(DescribeVolumesCommand).resolves({ Volumes: [{ VolumeId: 'vol-1', KmsKeyId: arn(1) }] })
  const broken = aType(() => Promise.reject(new RangeError('oops')), { id: 'broken' })
  const { place, result } = swept([broken, volumes])
  expect(await result).toMatchObject({ references: [{ key: arn(1) }], gaps: [{ type: 'broken', reason: 'partial' }] })
  expect(place.gaps.all[0]?.message).toContain('RangeError: oops')
})

const decrypting = { id: 'lambda-function', mayDecrypt: 'Lambda decrypts environment variables for the caller' }

test('sweep: a read that can decrypt is skipped as a gap, unless it is named or the session cannot use keys', async () => {
  const finds = aType(async sweep => sweep.found({ id: 'app', key: arn(1) }), decrypting)
  const skipped = await swept([finds]).result
  expect(skipped.references).toEqual([])
  expect(skipped.gaps).toMatchObject([{ type: 'lambda-function', reason: 'partial' }])
  expect(skipped.gaps[0]?.message).toContain('Lambda decrypts environment variables for the caller')
  expect((await swept([{ ...finds, isNamed: true }]).result).references).toHaveLength(1)
  expect((await swept([finds], { cannotUseKeys: true }).result).references).toHaveLength(1)
})

test('sweep: a read that can decrypt waits until the last uses of the keys have been asked', async () => {
  const order: string[] = []
  const finds = aType(async () => void order.push('read'), { ...decrypting })
  const keys = new Countdown()
  const { result } = swept([{ ...finds, isNamed: true }], { keysRead: keys.done })
  await new Promise(resolve => setImmediate(resolve))
  order.push('keys')
  keys.end()
  await result
  expect(order).toEqual(['keys', 'read'])
})

test('sweep: a type of one Region is not asked for elsewhere', async () => {
  const finds = aType(async sweep => sweep.found({ id: 'zone', key: arn(1) }), { onlyIn: { aws: 'us-east-1' } })
  expect(await swept([finds]).result).toEqual({ references: [], gaps: [] })
})
