import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account'
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Answer } from '../../../src/aws/answers/answer.ts'
import { failure } from '../../../src/aws/answers/answer.ts'
import { listEnabledRegions } from '../../../src/aws/session/list-enabled-regions.ts'
import { chooseRegions, unlisted } from '../../../src/aws/session/regions.ts'
import { isRegionPattern } from '../../../src/lib/text/region-pattern.ts'
import { aPlace, denied, finished } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'

const ENABLED = ['ap-new-1', 'eu-central-1', 'eu-west-1', 'us-east-1']
const enabled = () => vi.fn(async (): Promise<Answer<readonly string[]>> => ({ known: true, value: ENABLED }))
const cannotList = () => vi.fn(async (): Promise<Answer<readonly string[]>> => failure('denied', 'not allowed'))

describe('the Regions of a run', () => {
  test.each([
    ['a name', ['eu-west-1'], ['eu-west-1']],
    ['names, sorted, each once', ['us-east-1', 'eu-west-1', 'us-east-1'], ['eu-west-1', 'us-east-1']],
    ['a name that is not enabled but known to the SDK', ['ap-south-1'], ['ap-south-1']],
    ['a name that only the account knows', ['ap-new-1'], ['ap-new-1']],
    ['a glob', ['eu-*'], ['eu-central-1', 'eu-west-1']],
    ['a glob and a name that it fits', ['eu-*', 'eu-west-1', 'us-east-1'], ['eu-central-1', 'eu-west-1', 'us-east-1']],
    ['alternatives', ['{us,ap}-*'], ['ap-new-1', 'us-east-1']],
    ['all', ['all'], ENABLED],
  ])('Regions: they can be %s', async (_, patterns, regions) => {
    expect(await chooseRegions(patterns, enabled())).toEqual(regions)
  })

  test('Regions: no call lists them when every name is known', async () => {
    const ask = enabled()
    await chooseRegions(['eu-west-1', 'cn-north-1', 'us-gov-west-1'], ask)
    expect(ask).not.toHaveBeenCalled()
  })

  test('Regions: they are listed once, however many patterns there are', async () => {
    const ask = enabled()
    await chooseRegions(['eu-*', 'us-*', 'ap-new-1', 'all'], ask)
    expect(ask).toHaveBeenCalledTimes(1)
  })

  test.each([
    ['a typo', 'eu-wst-1', /Unknown Region 'eu-wst-1'/, /Did you mean eu-west-1/],
    ['a typo of a Region that is not enabled', 'ap-suth-1', /Unknown Region/, /Did you mean ap-south-1/],
    ['nothing like a Region', 'somewhere over the rainbow', /Unknown Region/, /Enabled Regions: ap-new-1/],
    ['a glob that fits nothing', 'mars-*', /No enabled Region matches 'mars-\*'/, /Enabled Regions/],
  ])('Regions: %s are wrong usage', async (_, pattern, message, hint) => {
    await expect(chooseRegions(['eu-west-1', pattern], enabled())).rejects.toMatchObject({
      exit: 2,
      message: expect.stringMatching(message) as string,
      hint: expect.stringMatching(hint) as string,
    })
  })

  test.each(['all', 'eu-*'])('Regions: if they cannot be listed, %s is not called a typo', async pattern => {
    await expect(chooseRegions([pattern], cannotList())).rejects.toMatchObject({
      exit: 3,
      message: expect.stringContaining('not allowed') as string,
      hint: expect.stringContaining('ec2:DescribeRegions') as string,
    })
  })

  test('Regions: they can be named although they cannot be listed', async () => {
    expect(await chooseRegions(['eu-west-1', 'us-east-1'], cannotList())).toEqual(['eu-west-1', 'us-east-1'])
  })
})

test.each([
  ['all', true],
  ['eu-*', true],
  ['eu-west-?', true],
  ['{eu,us}-*', true],
  ['eu-west-[12]', true],
  ['eu-west-1', false],
  ['allover', false],
])('Regions: whether %s is a pattern: %s', (text, pattern) => {
  expect(isRegionPattern(text)).toBe(pattern)
})

test('Regions: without an account only a name that the SDK does not know is a typo', () => {
  expect(unlisted('eu-wst-1')?.message).toMatch(/Unknown Region/)
  expect([unlisted('eu-west-1'), unlisted('eu-*'), unlisted('all')]).toEqual([null, null, null])
})

const list = () => {
  const { client } = aPlace()
  return finished(listEnabledRegions(client))
}
const region = (RegionName: string) => ({ RegionName })

describe('the enabled Regions', () => {
  const account = mockedClient(AccountClient)
  const ec2 = mockedClient(EC2Client)
  beforeEach(() => {
    vi.useFakeTimers()
    account.reset()
    ec2.reset()
  })
  afterEach(() => void vi.useRealTimers())

  test('Regions: the enabled ones are read from the Account API, page by page, without a call to EC2', async () => {
    account
      .on(ListRegionsCommand)
      .resolvesOnce({ Regions: [region('us-east-1')], NextToken: 'more' })
      .resolves({ Regions: [region('eu-west-1')] })
    expect(await list()).toEqual({ known: true, value: ['eu-west-1', 'us-east-1'] })
    expect(account.commandCalls(ListRegionsCommand).map(({ args: [{ input }] }) => input.NextToken)).toEqual([
      undefined,
      'more',
    ])
    expect(account.calls()[0]?.args[0].input).toMatchObject({
      RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'],
    })
    expect(ec2.calls()).toHaveLength(0)
  })

  test('Regions: the enabled ones are read from EC2 where the Account API refuses, without those not opted in to', async () => {
    account.on(ListRegionsCommand).rejects(denied.byIdentityPolicy())
    const Regions = [region('us-east-1'), { ...region('ap-east-1'), OptInStatus: 'not-opted-in' }, region('eu-west-1')]
    ec2.on(DescribeRegionsCommand).resolves({ Regions })
    expect(await list()).toEqual({ known: true, value: ['eu-west-1', 'us-east-1'] })
  })

  test('Regions: an empty list is malformed, because every account has some', async () => {
    account.on(ListRegionsCommand).resolves({ Regions: [] })
    ec2.on(DescribeRegionsCommand).resolvesOnce({ Regions: [region('us-east-1')] })
    expect(await list()).toEqual({ known: true, value: ['us-east-1'] })
    ec2.on(DescribeRegionsCommand).resolves({ Regions: [] })
    expect(await list()).toMatchObject({ known: false, reason: 'malformed' })
  })

  test('enabled Regions: unknown if both operations are denied, with both reasons', async () => {
    account.on(ListRegionsCommand).rejects(Object.assign(denied.byIdentityPolicy(), { message: 'first no' }))
    ec2.on(DescribeRegionsCommand).rejects(Object.assign(denied.byIdentityPolicy(), { message: 'second no' }))
    expect(await list()).toMatchObject({ known: false, reason: 'denied', why: 'first no; second no' })
  })
})
