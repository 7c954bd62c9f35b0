import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findMoto, type Moto, startMoto } from '../moto-server.ts'
import { runBinary } from '../run-binary.ts'

const executable = findMoto(process.env)
const title = executable === null ? 'moto (left out: KMS_AUDIT_MOTO_SERVER names no moto_server)' : 'moto'
const region = 'us-east-1'
const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }

describe.skipIf(executable === null)(title, () => {
  let moto: Moto | undefined

  beforeAll(async () => {
    moto = await startMoto(executable ?? '')
    const kms = new KMSClient({ endpoint: moto.url, region, credentials })
    await kms.send(new CreateKeyCommand({}))
    kms.destroy()
  }, 60_000)

  afterAll(() => moto?.stop())

  test.each([
    ['activity', 'cloudtrail:LookupEvents'],
    ['quotas', 'servicequotas:ListServiceQuotas'],
  ])('moto: %s has no result where %s is not served, and says so', async (command, operation) => {
    const { exit, out, err } = await runBinary([command, '-r', region, '-o', 'json'], {
      AWS_ENDPOINT_URL: moto?.url ?? '',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
    })
    expect({ exit, out }).toEqual({ exit: 3, out: '' })
    expect(err).toMatch(new RegExp(`^kms-audit: Could not read .* ${region}: ${operation}: `))
  })
})
