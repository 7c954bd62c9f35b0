import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail'
import { expect, test } from 'vitest'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simAccount, type SimTrail } from '../../../src/simulation/world/world.ts'
import { DAY } from '../../../src/model/time.ts'
import { ACCOUNT, NOW, settings } from './clients.ts'

const everywhere: SimTrail = { name: 'everywhere', homeRegion: 'cn-north-1', multiRegion: true, logging: true }
const local: SimTrail = { name: 'local', homeRegion: 'cn-northwest-1', logging: false, stoppedAt: NOW - 9 * DAY }
const arnOf = ({ name, homeRegion }: SimTrail) => `arn:aws-cn:cloudtrail:${homeRegion}:${ACCOUNT}:trail/${name}`

function clientIn(region: string, trails?: readonly SimTrail[]): CloudTrailClient {
  const enabledRegions = ['cn-north-1', 'cn-northwest-1']
  const account = simAccount({
    id: ACCOUNT,
    partition: 'aws-cn',
    enabledRegions,
    ...(trails !== undefined && { trails }),
  })
  return new CloudTrailClient(settings(new SimulatedAws({ clock: () => NOW, accounts: [account] }), region))
}

test.each<[region: string, shadows: boolean | undefined, names: string[]]>([
  ['cn-north-1', undefined, ['everywhere']],
  ['cn-northwest-1', undefined, ['everywhere', 'local']],
  ['cn-northwest-1', false, ['local']],
])('simulated trails: in %s, with shadows: %s, there are %j', async (region, includeShadowTrails, names) => {
  const { trailList } = await clientIn(region, [everywhere, local]).send(
    new DescribeTrailsCommand({ includeShadowTrails }),
  )
  expect(trailList?.map(({ Name }) => Name)).toEqual(names)
})

test('simulated trails: a trail is described with its ARN, home Region and reach', async () => {
  const { trailList } = await clientIn('cn-northwest-1', [everywhere]).send(new DescribeTrailsCommand({}))
  const facts = { TrailARN: arnOf(everywhere), HomeRegion: 'cn-north-1', IsMultiRegionTrail: true }
  expect(trailList).toMatchObject([{ ...facts, IsOrganizationTrail: false }])
})

test('simulated trails: an account has none by default', async () => {
  expect((await clientIn('cn-north-1').send(new DescribeTrailsCommand({}))).trailList).toEqual([])
})

test('simulated trails: the status shows whether a trail logs, and since when not', async () => {
  const client = clientIn('cn-northwest-1', [everywhere, local])
  expect(await client.send(new GetTrailStatusCommand({ Name: arnOf(everywhere) }))).toMatchObject({ IsLogging: true })
  expect(await client.send(new GetTrailStatusCommand({ Name: 'local' }))).toMatchObject({
    IsLogging: false,
    StopLoggingTime: new Date(NOW - 9 * DAY),
  })
})

test('simulated trails: a trail records all management events by default', async () => {
  const client = clientIn('cn-north-1', [everywhere])
  const answer = await client.send(new GetEventSelectorsCommand({ TrailName: 'everywhere' }))
  expect(answer.EventSelectors).toMatchObject([{ ReadWriteType: 'All', IncludeManagementEvents: true }])
  expect(answer.AdvancedEventSelectors).toBeUndefined()
})

test.each([
  ['its bare name away from home', 'cn-northwest-1', 'everywhere'],
  ['another Region, which has no shadow of it', 'cn-north-1', arnOf(local)],
  ['a name that no trail has', 'cn-north-1', 'nobody'],
])('simulated trails: a trail is not found by %s', async (_, region, Name) => {
  const client = clientIn(region, [everywhere, local])
  await expect(client.send(new GetTrailStatusCommand({ Name }))).rejects.toMatchObject({
    name: 'TrailNotFoundException',
  })
})
