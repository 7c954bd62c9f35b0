import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PLAIN_CONNECTION } from '../../../../src/aws/credentials/connection.ts'
import type { RoleSource } from '../../../../src/aws/credentials/credential-source.ts'
import { providerOf } from '../../../../src/aws/credentials/providers/provider.ts'
import type { RequestHandler } from '../../../../src/aws/session/request-handler.ts'
import { handlerOf } from '../run-set-up.ts'
import { StandIn } from '../stand-in.ts'

const role: RoleSource = {
  kind: 'role',
  profile: 'x',
  file: '~/.aws/config',
  roleArn: 'arn:aws:iam::444455556666:role/audit',
  sessionName: null,
  externalId: null,
  duration: null,
  mfaSerial: null,
  source: { kind: 'keys', profile: 'y', keys: { accessKeyId: 'AKIA111122223333', secretAccessKey: 'x' } },
}

let handle: RequestHandler['handle']
const standIn = new StandIn()
const requestHandler = { ...handlerOf(standIn), handle: ((...asked) => handle(...asked)) as typeof handle }
const contextOf = (asker: () => ((question: string) => Promise<string>) | null = () => null) => ({
  env: {},
  connection: PLAIN_CONNECTION,
  region: 'eu-west-1',
  requestHandler,
  signal: new AbortController().signal,
  asker,
  roles: new Map(),
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  handle = handlerOf(standIn).handle
})
afterEach(() => void vi.useRealTimers())

/** The session of the stand-in ends in 2099. */
const untilItEnds = (): void => void vi.setSystemTime(Date.parse('2098-12-31T23:59:00Z'))

test('providers: a role renewed over a broken connection gives the error of the connection, which is tried again', async () => {
  const provider = providerOf(role, contextOf())
  expect(await provider()).toMatchObject({ accessKeyId: 'ASIA444455556666' })
  untilItEnds()
  handle = () => Promise.reject(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))
  await expect(provider()).rejects.toMatchObject({ code: 'ECONNRESET' })
  handle = handlerOf(standIn).handle
  expect(await provider()).toMatchObject({ accessKeyId: 'ASIA444455556666' })
})

test('providers: a role not assumed at first over a broken connection gives the profile and the reason', async () => {
  handle = () => Promise.reject(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }))
  await expect(providerOf(role, contextOf())()).rejects.toMatchObject({
    name: 'CredentialsProviderError',
    message: `Profile 'x' in ~/.aws/config cannot assume ${role.roleArn}: read ECONNRESET`,
  })
})

test('providers: an MFA session that ends in mid-run asks no second question, and says what to do', async () => {
  const ask = vi.fn(() => Promise.resolve('123456'))
  const provider = providerOf(
    { ...role, mfaSerial: 'arn:aws:iam::111122223333:mfa/me' },
    contextOf(() => ask),
  )
  await provider()
  await provider()
  untilItEnds()
  await expect(provider()).rejects.toMatchObject({
    message: "The MFA session of profile 'x' has expired",
    hint: 'Run again with a new code, or set duration_seconds for longer sessions.',
  })
  expect(ask).toHaveBeenCalledTimes(1)
})
