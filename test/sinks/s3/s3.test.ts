import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Fault, statusOnly } from '../../../src/simulation/faults/faults.ts'
import { simReceived } from '../../../src/simulation/world/sim-received.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import type { Report } from '../../../src/model/report/report.ts'
import { aReport } from '../../formats/a-report.ts'
import { run } from '../../run.ts'
import { ACCOUNT, NOW, receivingWorld, send, sinkIo } from '../receiving-world.ts'
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

/** A report of more than 5 MB, of which the page shows little. */
const largeReport = (folder: string): string => {
  const report = aReport()
  const accounts = Array.from({ length: ACCOUNTS }, () => ACCOUNT)
  const path = join(folder, 'large.json')
  writeFileSync(
    path,
    JSON.stringify({ ...report, scope: { ...report.scope, organization: { id: 'o-example', accounts } } }),
  )
  return path
}
const ACCOUNTS = 400_000

test('s3: a large report is written in parts, and appears whole or not at all', async () => {
  const folder = mkdtempSync(join(tmpdir(), 's3-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = largeReport(folder)
  const publish = async (faults: Fault[]) => {
    const { world, received } = receivingWorld()
    const io = sinkIo()
    const result = await run(['publish', ...S3, '--from', path, '--yes'], world, { io, faults })
    return { ...result, bucket: received.buckets.get('kms-reports') }
  }
  const whole = await publish([])
  const json = [...(whole.bucket?.objects ?? [])].find(([key]) => key.endsWith('.json'))?.[1]
  expect([whole.exit, json?.contentType, whole.bucket?.uploads.size]).toEqual([0, 'application/json', 0])
  expect((JSON.parse(json?.body ?? '') as Report).scope.organization?.accounts.length).toBe(ACCOUNTS)
  expect(whole.aws.calls['s3:UploadPart']).toBeGreaterThan(1)
  const failed = await publish([statusOnly(403, { operation: 'UploadPart', times: 1 })])
  expect([failed.exit, failed.bucket?.uploads.size, failed.aws.calls['s3:AbortMultipartUpload']]).toEqual([4, 0, 1])
  expect([...(failed.bucket?.objects.keys() ?? [])]).toEqual([expect.stringMatching(/\.html$/)])
  const left = await publish([
    statusOnly(403, { operation: 'CompleteMultipartUpload', times: 1 }),
    statusOnly(403, { operation: 'AbortMultipartUpload' }),
  ])
  expect([left.exit, left.err]).toEqual([
    4,
    expect.stringMatching(/Its parts are still in the bucket and cost money: .* --upload-id upload-1\./),
  ])
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
