import { readFile } from 'node:fs/promises'
import * as account from '@aws-sdk/client-account'
import * as cloudtrail from '@aws-sdk/client-cloudtrail'
import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as kms from '@aws-sdk/client-kms'
import * as organizations from '@aws-sdk/client-organizations'
import * as sts from '@aws-sdk/client-sts'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { mapBounded } from '../../src/lib/flow/map-bounded.ts'
import { ACCOUNT } from './scenarios.ts'
import type { RecordedCall } from './recorded-call.ts'

// Makes the same calls and ignores their answers, with a client for each place and service, and with the credentials of
// AssumeRole.

/** Concurrent calls, as many as in the measured program. */
const IN_FLIGHT = 160

interface AnyClient {
  send(command: unknown): Promise<unknown>
}
type Sdk = Readonly<Record<string, new (input: object) => unknown>>
const sdks: Readonly<Record<string, { sdk: Sdk; client: string }>> = {
  account: { sdk: account as unknown as Sdk, client: 'AccountClient' },
  cloudtrail: { sdk: cloudtrail as unknown as Sdk, client: 'CloudTrailClient' },
  monitoring: { sdk: cloudwatch as unknown as Sdk, client: 'CloudWatchClient' },
  cloudwatch: { sdk: cloudwatch as unknown as Sdk, client: 'CloudWatchClient' },
  kms: { sdk: kms as unknown as Sdk, client: 'KMSClient' },
  organizations: { sdk: organizations as unknown as Sdk, client: 'OrganizationsClient' },
  sts: { sdk: sts as unknown as Sdk, client: 'STSClient' },
}

const requestHandler = new NodeHttpHandler({
  httpAgent: { keepAlive: true, maxSockets: 400 },
  socketAcquisitionWarningTimeout: 3_600_000,
})
const credentials = new Map<string, sts.Credentials>()
const clients = new Map<string, AnyClient>()

async function make(call: RecordedCall): Promise<void> {
  const { sdk } = sdkOf(call)
  const Command = sdk[`${call.operation}Command`]
  if (Command === undefined) throw new Error(`no ${call.service}:${call.operation}`)
  const answer = await clientOf(call).send(new Command(inputOf(call.input)))
  if (call.operation === 'AssumeRole') keep(call, answer as sts.AssumeRoleCommandOutput)
}

function keep({ input }: RecordedCall, { Credentials: given }: sts.AssumeRoleCommandOutput): void {
  if (given !== undefined) credentials.set(String(input['RoleArn']).split(':')[4] ?? '', given)
}

function clientOf(call: RecordedCall): AnyClient {
  const name = `${call.account} ${call.region} ${call.service}`
  const known = clients.get(name)
  if (known !== undefined) return known
  const { sdk, client } = sdkOf(call)
  const Client = sdk[client] as new (config: object) => AnyClient
  const made = new Client({ region: call.region, requestHandler, maxAttempts: 1, ...credentialsOf(call.account) })
  clients.set(name, made)
  return made
}

function credentialsOf(id: string): object {
  if (id === ACCOUNT) return {}
  const { AccessKeyId, SecretAccessKey, SessionToken } = credentials.get(id) ?? {}
  return {
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  }
}

function sdkOf({ service }: RecordedCall): { sdk: Sdk; client: string } {
  const found = sdks[service]
  if (found === undefined) throw new Error(`no client for ${service}`)
  return found
}

/** Returns the input for the SDK: recorded times are numbers, and numbers of a query are text. */
const inputOf = (input: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, valueOf(name, value)]))

function valueOf(name: string, value: unknown): unknown {
  if (name === 'StartTime' || name === 'EndTime') return new Date(Number(value) * 1000)
  return name === 'DurationSeconds' ? Number(value) : value
}

const recorded = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as RecordedCall[]
const isFirst = ({ operation }: RecordedCall): boolean => operation === 'AssumeRole'
await mapBounded(IN_FLIGHT, recorded.filter(isFirst), make)
await mapBounded(
  IN_FLIGHT,
  recorded.filter(call => !isFirst(call)),
  make,
)
requestHandler.destroy()
