import { expect, test } from 'vitest'
import { statusOnly } from '../../../src/simulation/faults/faults.ts'
import { simReceived } from '../../../src/simulation/world/sim-received.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import type { Report } from '../../../src/model/report/report.ts'
import { ACCOUNT, NOW, receivingWorld, send } from '../receiving-world.ts'
import { fine } from '../security-hub/a-hub.ts'

const S3 = ['s3', '--bucket', 'kms-reports', '--prefix', 'kms/']
const time = new Date(NOW).toISOString().replace(/\..*/, 'Z').replaceAll(':', '')

test('s3: the report is there as JSON and as an HTML page', async () => {
  const { world, received } = receivingWorld()
  const { exit, out } = await send(world, S3)
  const objects = received.buckets.get('kms-reports')?.objects
  expect([exit, [...(objects?.keys() ?? [])]]).toEqual([0, [`kms/${time}.json`, `kms/${time}.html`]])
  const json = objects?.get(`kms/${time}.json`)
  expect(json?.contentType).toBe('application/json')
  expect((JSON.parse(json?.body ?? '') as Report).summary.keys).toBe(2)
  expect([...(objects?.values() ?? [])][1]).toMatchObject({
    contentType: 'text/html; charset=utf-8',
    body: expect.stringMatching(/^<!doctype html>/i),
  })
  expect(out).toMatch(/^s3:\/\/kms-reports\/kms\/.*\.json: [\d,]+ bytes\n/)
})

test('s3: a bucket in another Region is found', async () => {
  const received = simReceived({ buckets: ['kms-reports'] })
  const regions = { 'us-east-1': { keys: [fine(1)] }, 'eu-west-1': { keys: [], received } }
  const world = { clock: () => NOW, accounts: [simAccount({ id: ACCOUNT, regions })] }
  const { exit } = await send(world, S3)
  expect([exit, received.buckets.get('kms-reports')?.objects.size]).toEqual([0, 2])
})

test('s3: if one of two objects cannot be written, stderr names it and the exit code is 4', async () => {
  const { world, received } = receivingWorld()
  const { exit, out, err } = await send(world, S3, { faults: [statusOnly(403, { operation: 'PutObject', times: 1 })] })
  expect([exit, received.buckets.get('kms-reports')?.objects.size]).toEqual([4, 1])
  expect(err).toMatch(/^kms-audit: s3:\/\/kms-reports\/kms\/.*\.json was not written: /m)
  expect(out).toMatch(/\.html: [\d,]+ bytes\n$/)
})

test.each([
  ['a bucket that does not exist', ['s3', '--bucket', 'elsewhere'], 'The specified bucket does not exist'],
  ['a bucket of another account', [...S3, '--bucket-owner', '444455556666'], 'Access Denied'],
])('s3: %s ends with exit code 3 and nothing written', async (_, argv, why) => {
  const { world, received } = receivingWorld()
  const { exit, err } = await send(world, argv)
  expect([exit, err, received.buckets.get('kms-reports')?.objects.size]).toEqual([3, expect.stringContaining(why), 0])
})

test.each([
  [['s3'], 'publish s3 requires --bucket. Add --bucket with the name of the bucket.'],
  [['s3', '--bucket', 'A B'], "--bucket takes the name of a bucket, not 'A B'."],
  [['s3', '--bucket', 'abc', '--bucket-owner', '1'], "--bucket-owner takes an account ID of 12 digits, not '1'."],
])('s3: %j is wrong usage before anything is audited', async (argv, message) => {
  const { exit, err, requests } = await send(receivingWorld().world, argv)
  expect([exit, err, requests]).toEqual([2, `kms-audit: ${message}\n`, []])
})
