import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub'
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub'
import { beforeEach, expect, test } from 'vitest'
import { getFindings } from '../../../src/aws/security-hub/get-findings.ts'
import { aPlace } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'

const hub = mockedClient(SecurityHubClient)
beforeEach(() => hub.reset())

const OURS = { productArn: 'product', generatorPrefix: 'kms-audit/', regionsField: 'kms-audit/Regions' }
const finding = (rest: Partial<AwsSecurityFinding> = {}): AwsSecurityFinding =>
  ({ Id: 'a', ProductArn: 'product', GeneratorId: 'kms-audit/x', RecordState: 'ACTIVE', ...rest }) as AwsSecurityFinding
const requests = () => hub.commandCalls(GetFindingsCommand).map(({ args: [{ input }] }) => input)

test('GetFindings: every page is read, with active and archived findings', async () => {
  hub
    .on(GetFindingsCommand)
    .resolvesOnce({ Findings: [finding({ ProductFields: { 'kms-audit/Regions': 'a,b' } })], NextToken: 'more' })
    .resolvesOnce({ Findings: [finding({ Id: 'b', RecordState: 'ARCHIVED', UpdatedAt: '2026-11-20T14:30:00Z' })] })
  const existing = await getFindings(aPlace().client, OURS)
  expect(existing.known && [...existing.value.values()]).toMatchObject([
    { id: 'a', isActive: true, updatedAt: 0, regions: ['a', 'b'] },
    { id: 'b', isActive: false, updatedAt: Date.UTC(2026, 10, 20, 14, 30), regions: null },
  ])
  expect(requests()).toMatchObject([
    {
      MaxResults: 100,
      Filters: {
        ProductArn: [{ Value: 'product', Comparison: 'EQUALS' }],
        GeneratorId: [{ Value: 'kms-audit/', Comparison: 'PREFIX' }],
      },
    },
    { NextToken: 'more' },
  ])
})

test('GetFindings: findings of another origin are dropped, even if the filters let them through', async () => {
  const others = [finding({ Id: 'b', ProductArn: 'other' }), finding({ Id: 'c', GeneratorId: 'other/x' })]
  hub.on(GetFindingsCommand).resolves({ Findings: [...others, finding()] })
  const existing = await getFindings(aPlace().client, OURS)
  expect(existing.known && [...existing.value.keys()]).toEqual(['a'])
})

test.each([
  ['has no list', [{ Findings: undefined }]],
  [
    'repeats a page token',
    [
      { Findings: [], NextToken: 'a' },
      { Findings: [], NextToken: 'a' },
    ],
  ],
])('GetFindings: an answer that %s is malformed', async (_, [first, second]) => {
  hub
    .on(GetFindingsCommand)
    .resolvesOnce(first ?? {})
    .resolves(second ?? {})
  expect(await getFindings(aPlace().client, OURS)).toMatchObject({ known: false, reason: 'malformed' })
})
