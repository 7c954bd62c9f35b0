import { CloudWatchClient, ListMetricsCommand } from '@aws-sdk/client-cloudwatch'
import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach, expect, test } from 'vitest'
import { hang, reset } from '../../../src/simulation/faults/faults.ts'
import { serve, type RunningServer } from '../../../src/simulation/wire/server.ts'
import { SimulatedAws, type SimulatedAwsOptions } from '../../../src/simulation/wire/simulated-aws.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { ACCOUNT, aWorld, id, NOW } from '../services/clients.ts'

let server: RunningServer | undefined
afterEach(() => server?.close())

async function endpoint(options: SimulatedAwsOptions = {}) {
  const uses = [{ operation: 'Decrypt', at: NOW - 60_000 * 60 }]
  server = await serve(new SimulatedAws(aWorld([simKey({ id: id(1), uses })]), options))
  const credentials = { accessKeyId: `AKIA${ACCOUNT}DEMO`, secretAccessKey: 'not-a-secret' }
  return { endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 }
}

test('simulated server: one address on this machine serves all services', async () => {
  const settings = await endpoint()
  expect(settings.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect((await new KMSClient(settings).send(new ListKeysCommand({}))).Keys).toHaveLength(1)
  expect((await new CloudWatchClient(settings).send(new ListMetricsCommand({}))).Metrics).toHaveLength(1)
  expect((await new STSClient(settings).send(new GetCallerIdentityCommand({}))).Account).toBe(ACCOUNT)
})

test('simulated server: every answer has the date of the simulated clock', async () => {
  const { endpoint: url } = await endpoint()
  expect((await fetch(url, { method: 'POST' })).headers.get('date')).toBe(new Date(NOW).toUTCString())
})

test('simulated server: a reset breaks the connection', async () => {
  const client = new KMSClient(await endpoint({ faults: [reset()] }))
  await expect(client.send(new ListKeysCommand({}))).rejects.toMatchObject({ code: 'ECONNRESET' })
})

test('simulated server: it closes although a call hangs', async () => {
  const client = new KMSClient(await endpoint({ faults: [hang()] }))
  const asked = client.send(new ListKeysCommand({})).catch((error: unknown) => error)
  await new Promise(resolve => setTimeout(resolve, 50))
  await server?.close()
  server = undefined
  expect(await asked).toBeInstanceOf(Error)
})
