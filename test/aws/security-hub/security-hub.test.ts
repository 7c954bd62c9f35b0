import { BatchImportFindingsCommand, GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub'
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeEach, describe, expect, test } from 'vitest'
import { heldFindings, importFindings } from '../../../src/aws/security-hub/security-hub.ts'
import { aPlace } from '../a-place.ts'

const hub = mockClient(SecurityHubClient)
beforeEach(() => hub.reset())

const OURS = { productArn: 'product', generatorPrefix: 'kms-audit/', regionsField: 'kms-audit/Regions' }
const one = (rest: Partial<AwsSecurityFinding> = {}): AwsSecurityFinding =>
  ({ Id: 'a', ProductArn: 'product', GeneratorId: 'kms-audit/x', RecordState: 'ACTIVE', ...rest }) as AwsSecurityFinding
const asked = () => hub.commandCalls(GetFindingsCommand).map(({ args: [{ input }] }) => input)

describe('what is held', () => {
  test('is read to its last page, active or archived', async () => {
    hub
      .on(GetFindingsCommand)
      .resolvesOnce({ Findings: [one({ ProductFields: { 'kms-audit/Regions': 'a,b' } })], NextToken: 'more' })
      .resolvesOnce({ Findings: [one({ Id: 'b', RecordState: 'ARCHIVED', UpdatedAt: '2026-11-20T14:30:00Z' })] })
    const held = await heldFindings(aPlace().client, OURS)
    expect(held.known && [...held.value.values()]).toMatchObject([
      { id: 'a', active: true, updatedAt: 0, regions: ['a', 'b'] },
      { id: 'b', active: false, updatedAt: Date.UTC(2026, 10, 20, 14, 30), regions: null },
    ])
    expect(asked()).toMatchObject([
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

  test('is ours only, whatever the filters let through', async () => {
    const others = [one({ Id: 'b', ProductArn: 'other' }), one({ Id: 'c', GeneratorId: 'other/x' })]
    hub.on(GetFindingsCommand).resolves({ Findings: [...others, one()] })
    const held = await heldFindings(aPlace().client, OURS)
    expect(held.known && [...held.value.keys()]).toEqual(['a'])
  })

  test.each([
    ['has no list', [{ Findings: undefined }]],
    [
      'leads round in a circle',
      [
        { Findings: [], NextToken: 'a' },
        { Findings: [], NextToken: 'a' },
      ],
    ],
  ])('is not known where the answer %s', async (_, [first, second]) => {
    hub
      .on(GetFindingsCommand)
      .resolvesOnce(first ?? {})
      .resolves(second ?? {})
    expect(await heldFindings(aPlace().client, OURS)).toMatchObject({ known: false, reason: 'malformed' })
  })
})

describe('what was sent', () => {
  test('is taken but for what is named', async () => {
    const FailedFindings = [{ Id: 'a', ErrorCode: 'InvalidInput', ErrorMessage: 'why' }]
    hub.on(BatchImportFindingsCommand).resolves({ SuccessCount: 0, FailedCount: 1, FailedFindings })
    expect(await importFindings(aPlace().client, [one()])).toEqual({
      known: true,
      value: [{ id: 'a', code: 'InvalidInput', message: 'why' }],
    })
  })

  test.each([
    ['nothing', {}],
    ['how many failed, but not which', { SuccessCount: 0, FailedCount: 1 }],
  ])('is not known where the answer tells %s', async (_, answer) => {
    hub.on(BatchImportFindingsCommand).resolves(answer as never)
    expect(await importFindings(aPlace().client, [one()])).toMatchObject({ known: false, reason: 'malformed' })
  })
})
