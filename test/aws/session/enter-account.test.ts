import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { enterAccount } from '../../../src/aws/session/enter-account.ts'
import { cannotEnter } from '../../../src/aws/session/cannot-enter.ts'
import { PLAIN_CONNECTION } from '../../../src/aws/credentials/connection.ts'
import type { RequestHandler } from '../../../src/aws/session/request-handler.ts'
import { aRun, arnOf, awsError, finished, html, id, networkError } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'

const sts = mockedClient(STSClient)
const kms = mockedClient(KMSClient)
beforeEach(() => {
  vi.useFakeTimers()
  sts.reset()
  kms.reset()
})
afterEach(() => void vi.useRealTimers())

const identity = () => sts.on(GetCallerIdentityCommand)
const me = { Account: '111122223333', Arn: 'arn:aws-us-gov:sts::111122223333:assumed-role/auditor/me' }
const requestHandler = {
  handle: () => Promise.reject(new TypeError('a call that nobody mocked')),
  updateHttpClientConfig() {},
  httpHandlerConfigs: () => ({}),
} as unknown as RequestHandler

const enter = async ({
  profile = null,
  regions = ['eu-west-1', 'us-east-1'],
}: { profile?: string | null; regions?: string[] } = {}) => {
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'none' }
  const answer = await finished(
    enterAccount({ credentials, connection: PLAIN_CONNECTION, requestHandler, regions, run: aRun().run }),
  )
  if (!answer.known) throw cannotEnter(profile, regions, answer)
  return answer.value
}

/** Regions in which STS was asked. */
const askedIn = () => Promise.all(sts.calls().map(({ thisValue }) => (thisValue as STSClient).config.region()))

describe('entering an account', () => {
  test('entering: STS of the Region itself is asked, for account, partition and home', async () => {
    identity().resolves(me)
    expect(await enter()).toMatchObject({ account: '111122223333', partition: 'aws-us-gov', home: 'eu-west-1' })
    expect(await askedIn()).toEqual(['eu-west-1'])
  })

  test.each([
    ['does not know the credentials', awsError('InvalidClientTokenId', 'invalid', 403)],
    ['does not answer', networkError('ENOTFOUND')],
  ])('entering: the next Region is tried when one %s', async (_, error) => {
    kms.on(ListKeysCommand).rejects(networkError('ENOTFOUND'))
    identity().callsFake(async (_input, getClient: () => STSClient) => {
      if ((await getClient().config.region()) === 'eu-west-1') throw error
      return me
    })
    expect(await enter()).toMatchObject({ account: '111122223333', home: 'us-east-1' })
  })

  test.each([
    ['cannot be reached', networkError('ENOTFOUND')],
    ['is answered by a proxy', html()],
  ])('entering: the ARN of the first key is read where STS %s', async (_, error) => {
    identity().rejects(error)
    const KeyArn = arnOf(id(1), 'cn-north-1').replace('arn:aws:', 'arn:aws-cn:')
    kms.on(ListKeysCommand).resolves({ Keys: [{ KeyId: id(1), KeyArn }] })
    expect(await enter({ regions: ['cn-north-1'] })).toMatchObject({ account: '111122223333', partition: 'aws-cn' })
    expect(kms.commandCalls(ListKeysCommand).map(({ args: [{ input }] }) => input)).toEqual([{ Limit: 1 }])
  })

  test('entering: the clients of a Region are made once', async () => {
    identity().resolves(me)
    const session = await enter()
    expect(session.clients('eu-west-1')).toBe(session.clients('eu-west-1'))
    expect(session.clients('eu-west-1')).not.toBe(session.clients('us-east-1'))
    expect(session.state).toMatchObject({ expired: false })
  })
})

describe('an account that stays shut', () => {
  const none = Object.assign(new Error('Could not load credentials from any providers'), {
    name: 'CredentialsProviderError',
  })
  test.each([
    ['no credentials', none, /^No AWS credentials found: Could not load credentials/, /aws sso login/],
    [
      'expired',
      awsError('ExpiredToken', 'The token is expired.', 403),
      /rejected the credentials.* expired\.$/,
      /aws sso login/,
    ],
    [
      'unknown',
      awsError('InvalidClientTokenId', 'is invalid.', 403),
      /^AWS rejected the credentials.* is invalid\.$/,
      /aws/,
    ],
    ['wrong secret', awsError('SignatureDoesNotMatch', 'does not match.', 403), /^AWS rejected the credentials/, /aws/],
    ['server error', awsError('InternalFailure', 'sorry', 500), /^AWS STS returned a server error.*sorry/, /again/],
    ['network', networkError('ENOTFOUND'), /^Could not connect to AWS in eu-west-1, us-east-1: connect/, /proxy/],
  ])(
    'entering: the error for %s says what happened in one line, and what to do next',
    async (_, error, message, hint) => {
      identity().rejects(error)
      kms.on(ListKeysCommand).rejects(networkError('ENOTFOUND'))
      await expect(enter()).rejects.toMatchObject({
        name: 'AuditError',
        exit: 3,
        message: expect.stringMatching(message) as string,
        hint: expect.stringMatching(hint) as string,
      })
    },
  )

  test('entering: the error names the profile, also in the next step', async () => {
    identity().rejects(none)
    await expect(enter({ profile: 'prod' })).rejects.toMatchObject({
      message: expect.stringContaining("for profile 'prod'") as string,
      hint: 'Run aws sso login --profile prod.',
    })
  })

  test('entering: expired credentials are not tried in every Region', async () => {
    identity().rejects(awsError('ExpiredToken', 'The token is expired.', 403))
    await expect(enter()).rejects.toThrow(/expired/)
    expect(new Set(await askedIn())).toEqual(new Set(['eu-west-1']))
  })
})

test.each([
  ['network', networkError('ENOTFOUND')],
  ['expired', awsError('ExpiredToken', 'The token is expired.', 403)],
  ['not_enabled', awsError('InvalidClientTokenId', 'invalid', 403)],
])('entering: an account without access answers %s and leaves the gap to the caller', async (reason, error) => {
  identity().rejects(error)
  kms.rejects(networkError('ENOTFOUND'))
  const { run, gaps } = aRun()
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'none' }
  const regions = ['eu-west-1']
  const entering = enterAccount({ credentials, connection: PLAIN_CONNECTION, requestHandler, regions, run })
  expect(await finished(entering)).toMatchObject({ known: false, reason })
  expect(gaps.all).toEqual([])
})
