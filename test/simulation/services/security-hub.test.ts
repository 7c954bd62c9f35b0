import { BatchImportFindingsCommand, GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub'
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub'
import { describe, expect, test } from 'vitest'
import { simSecurityHub } from '../../../src/simulation/world/sim-security-hub.ts'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { ACCOUNT, NOW, settings } from './clients.ts'

const ARN = `arn:aws:securityhub:us-east-1:${ACCOUNT}:product/${ACCOUNT}/default`

const finding = (rest: Partial<AwsSecurityFinding> = {}): AwsSecurityFinding => ({
  SchemaVersion: '2018-10-08',
  Id: 'one',
  ProductArn: ARN,
  GeneratorId: 'kms-audit/rotation-off',
  AwsAccountId: ACCOUNT,
  CreatedAt: '2026-11-20T14:30:00Z',
  UpdatedAt: '2026-11-20T14:30:00Z',
  FindingProviderFields: { Severity: { Label: 'LOW' }, Types: [] },
  Title: 'A title',
  Description: 'A description',
  Resources: [{ Type: 'AwsKmsKey', Id: 'x' }],
  ...rest,
})

/** Two Regions; Security Hub is enabled in the first. */
function client(region = 'us-east-1'): SecurityHubClient {
  const regions = { 'us-east-1': { keys: [], securityHub: simSecurityHub() }, 'eu-west-1': { keys: [] } }
  const world = { clock: () => NOW, accounts: [simAccount({ id: ACCOUNT, regions })] }
  return new SecurityHubClient(settings(new SimulatedAws(world), region))
}

const send = (hub: SecurityHubClient, ...Findings: AwsSecurityFinding[]) =>
  hub.send(new BatchImportFindingsCommand({ Findings }))
const held = async (hub: SecurityHubClient) => (await hub.send(new GetFindingsCommand({}))).Findings ?? []

test('simulated Security Hub: a finding is stored with the workflow status NEW', async () => {
  const hub = client()
  expect(await send(hub, finding())).toMatchObject({ SuccessCount: 1, FailedCount: 0, FailedFindings: [] })
  expect(await held(hub)).toEqual([{ ...finding(), Workflow: { Status: 'NEW' } }])
})

describe('simulated Security Hub updates', () => {
  test('simulated Security Hub: a newer finding replaces an older one, except what analysts have set', async () => {
    const hub = client()
    await send(
      hub,
      finding({ Workflow: { Status: 'SUPPRESSED' }, Note: { Text: 'ok', UpdatedBy: 'me', UpdatedAt: 'x' } }),
    )
    await send(hub, finding({ UpdatedAt: '2026-11-20T14:30:01Z', Title: 'Another', Workflow: { Status: 'NEW' } }))
    expect(await held(hub)).toMatchObject([
      { Title: 'Another', Workflow: { Status: 'SUPPRESSED' }, Note: { Text: 'ok' } },
    ])
  })

  test.each(['2026-11-20T14:30:00Z', '2026-11-20T14:29:59Z'])(
    'simulated Security Hub: a finding of %s changes nothing',
    async UpdatedAt => {
      const hub = client()
      await send(hub, finding())
      expect(await send(hub, finding({ UpdatedAt, Title: 'Another' }))).toMatchObject({ SuccessCount: 1 })
      expect(await held(hub)).toMatchObject([{ Title: 'A title' }])
    },
  )
})

describe('simulated Security Hub refuses whole calls', () => {
  const hundred = Array.from({ length: 101 }, (_, n) => finding({ Id: String(n) }))
  const big = Array.from({ length: 100 }, (_, n) =>
    finding({ Id: String(n), UserDefinedFields: { a: 'x'.repeat(70_000) } }),
  )

  test.each<[why: string, sent: AwsSecurityFinding[], error: string]>([
    ['with 101 findings', hundred, 'InvalidInputException'],
    ['with none', [], 'InvalidInputException'],
    ['over 6 MB', big, 'InvalidInputException'],
    ['for another account', [finding(), finding({ AwsAccountId: '444455556666' })], 'AccessDeniedException'],
    ['for another Region', [finding({ ProductArn: ARN.replace('us-east-1', 'eu-west-1') })], 'AccessDeniedException'],
    [
      'for a product of somebody else',
      [finding({ ProductArn: 'arn:aws:securityhub:us-east-1::product/a/b' })],
      'AccessDeniedException',
    ],
  ])('simulated Security Hub: the whole call is refused: %s', async (_, sent, name) => {
    const hub = client()
    await expect(send(hub, ...sent)).rejects.toMatchObject({ name })
    expect(await held(hub)).toEqual([])
  })

  test('simulated Security Hub: the whole call is refused if it is not enabled', async () => {
    const refused = {
      name: 'InvalidAccessException',
      message: `Account ${ACCOUNT} is not subscribed to AWS Security Hub`,
    }
    await expect(send(client('eu-west-1'), finding())).rejects.toMatchObject(refused)
    await expect(held(client('eu-west-1'))).rejects.toMatchObject(refused)
  })
})

test.each<[why: string, rest: Partial<AwsSecurityFinding>, message: RegExp]>([
  ['240 KB', { UserDefinedFields: { a: 'x'.repeat(240 * 1024) } }, /larger than 240 KB/],
  ['256 characters of title', { Title: 'x'.repeat(257) }, /data\.Title should NOT be longer than 256/],
  ['a blank description', { Description: ' ' }, /required property 'Description'/],
  ['a day that is none', { UpdatedAt: 'today' }, /data\.UpdatedAt should match format/],
  ['no resource', { Resources: [] }, /data\.Resources/],
])(
  'simulated Security Hub: beyond %s one finding is refused, and the others are accepted',
  async (_, rest, message) => {
    const hub = client()
    const { SuccessCount, FailedCount, FailedFindings } = await send(hub, finding({ Id: 'bad', ...rest }), finding())
    expect({ SuccessCount, FailedCount }).toEqual({ SuccessCount: 1, FailedCount: 1 })
    expect(FailedFindings).toEqual([
      { Id: 'bad', ErrorCode: 'InvalidInput', ErrorMessage: expect.stringMatching(message) },
    ])
    expect((await held(hub)).map(({ Id }) => Id)).toEqual(['one'])
  },
)

test('simulated Security Hub: findings are found by product, generator and state, page by page', async () => {
  const hub = client()
  const many = Array.from({ length: 5 }, (_, n) => finding({ Id: `${n}`, RecordState: n < 3 ? 'ACTIVE' : 'ARCHIVED' }))
  await send(hub, ...many, finding({ Id: 'other', GeneratorId: 'other/x', RecordState: 'ACTIVE' }))
  const Filters = {
    ProductArn: [{ Value: ARN, Comparison: 'EQUALS' as const }],
    GeneratorId: [{ Value: 'kms-audit/', Comparison: 'PREFIX' as const }],
    RecordState: [{ Value: 'ACTIVE', Comparison: 'EQUALS' as const }],
  }
  const first = await hub.send(new GetFindingsCommand({ Filters, MaxResults: 2 }))
  const second = await hub.send(new GetFindingsCommand({ Filters, MaxResults: 2, NextToken: first.NextToken }))
  expect([first, second].map(({ Findings }) => Findings?.map(({ Id }) => Id))).toEqual([['0', '1'], ['2']])
  expect(second.NextToken).toBeUndefined()
})
