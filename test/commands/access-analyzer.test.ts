import { describe, expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import type { SimAccessAnalyzer, SimAnalyzerFinding } from '../../src/simulation/world/sim-access-analyzer.ts'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import { ACCOUNT, arn, id, NOW } from '../simulation/services/clients.ts'
import { run, type Run } from '../run.ts'

const OPTIONS = ['--source', 'none', '--access-analyzer']

const root = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }
const shared = { ...root, Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'kms:Decrypt' }
const open = { ...root, Principal: '*', Action: 'kms:Decrypt' }
const keyWith = (number: number, ...Statement: object[]) =>
  simKey({ id: id(number), policy: { Version: '2012-10-17', Statement: [root, ...Statement] } })

const about = (number: number, more: Partial<SimAnalyzerFinding> = {}): SimAnalyzerFinding => ({
  id: `finding-${number}`,
  analyzer: 'account',
  resource: arn(number),
  analyzedAt: NOW - 3_600_000,
  principal: { AWS: '444455556666' },
  action: ['kms:Decrypt'],
  ...more,
})

const worldOf = (keys: ReturnType<typeof keyWith>[], accessAnalyzer?: SimAccessAnalyzer): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({ id: ACCOUNT, regions: { 'us-east-1': { keys, ...(accessAnalyzer && { accessAnalyzer }) } } }),
  ],
})

const ANALYZERS = [
  { name: 'account', type: 'ACCOUNT' },
  { name: 'creating', type: 'ACCOUNT', status: 'CREATING' },
  { name: 'unused', type: 'ACCOUNT_UNUSED_ACCESS' },
]
const calls = ({ aws }: Run, operation: string): number => aws.calls[`access-analyzer:${operation}`] ?? 0
const agreements = (found: Run): unknown[] => found.report().keys.map(key => key.external_access?.agreement)

describe.concurrent('IAM Access Analyzer', () => {
  test('access from outside: agreement, difference and reasons are in the report', async () => {
    const keys = [keyWith(1, shared), keyWith(2), keyWith(3, shared)]
    const findings = [
      about(1),
      about(2, { status: 'RESOLVED' }),
      about(2, { id: 'other', resourceType: 'AWS::S3::Bucket' }),
    ]
    const found = await run([...OPTIONS, '-o', 'json'], worldOf(keys, { analyzers: ANALYZERS, findings }))
    expect(found.exit).toBe(0)
    expect(agreements(found)).toEqual(['agree', 'agree', 'differ'])
    expect(found.key('3').external_access?.callers).toEqual([
      {
        caller: '444455556666',
        found_by: 'kms-audit',
        actions: ['kms:Decrypt'],
        reason: expect.stringContaining('IAM Access Analyzer has no finding for it') as string,
        finding_ids: [],
      },
    ])
    expect([calls(found, 'ListAnalyzers'), calls(found, 'ListFindingsV2'), calls(found, 'GetFindingV2')]).toEqual([
      1, 1, 1,
    ])
  })

  test('access from outside: every page of findings is read', async () => {
    const findings = Array.from({ length: 250 }, (_, index) => about(index === 249 ? 1 : 9, { id: `f-${index}` }))
    const found = await run(
      [...OPTIONS, '-o', 'json'],
      worldOf([keyWith(1, shared)], { analyzers: ANALYZERS, findings }),
    )
    expect(agreements(found)).toEqual(['agree'])
    expect(calls(found, 'ListFindingsV2')).toBe(3)
  })

  test('access from outside: a Region without an analyzer is not analyzed, and not called free of access', async () => {
    const found = await run([...OPTIONS, '-o', 'json'], worldOf([keyWith(1)]))
    expect(found.key('1').external_access).toMatchObject({
      agreement: 'not_analyzed',
      why: expect.stringContaining('The account has no active external access analyzer in the Region.') as string,
    })
  })

  test.each(['ListAnalyzers', 'ListFindingsV2', 'GetFindingV2', 'ListGrants', 'GetKeyPolicy'])(
    'access from outside: if %s is refused, it is unknown, and a gap says why',
    async operation => {
      const world = worldOf([keyWith(1, shared), keyWith(2)], { analyzers: ANALYZERS, findings: [about(1), about(2)] })
      const found = await run([...OPTIONS, '-o', 'json'], world, { faults: [deniedByIdentityPolicy({ operation })] })
      expect(found.exit).toBe(0)
      expect(agreements(found)).toEqual(['unknown', 'unknown'])
      const gaps = found.report().gaps.filter(gap => gap.operation.endsWith(`:${operation}`))
      expect(gaps.map(({ reason }) => reason)).toContain('denied')
      // A refusal that is not about one key is one gap of the Region.
      if (operation.startsWith('List') && operation !== 'ListGrants') expect(gaps).toHaveLength(1)
    },
  )

  test('access from outside: throttled calls are made again', async () => {
    const findings = Array.from({ length: 12 }, (_, index) => about(1, { id: `f-${index}` }))
    const world = worldOf([keyWith(1, shared)], { analyzers: ANALYZERS, findings })
    const found = await run([...OPTIONS, '-o', 'json'], world, { quotas: 0.5, patience: 0.001 })
    expect(agreements(found)).toEqual(['agree'])
    expect(found.report().gaps).toEqual([])
  })

  test('access from outside: the table says on how many keys both agree, and why they differ', async () => {
    const world = worldOf([keyWith(1, shared), keyWith(2)], { analyzers: ANALYZERS, findings: [about(2)] })
    const { out } = await run(OPTIONS, world)
    expect(out).toContain('IAM Access Analyzer on access from outside: differs on 2 keys')
    expect(out).toContain('account 444455556666: found by IAM Access Analyzer only.')
    expect(out).toContain('account 444455556666: found by kms-audit only.')
  })

  test('public policies: each policy is asked about once, and the price is in the estimate', async () => {
    const world = () => worldOf([keyWith(1, open), keyWith(2)])
    const options = ['--source', 'none', '--validate-policies']
    const found = await run([...options, '-o', 'json'], world())
    expect(found.report().keys.map(key => key.public_access)).toMatchObject([
      { kms_audit: true, analyzer: true, agreement: 'agree' },
      { kms_audit: false, analyzer: false, agreement: 'agree', reasons: [] },
    ])
    expect(calls(found, 'CheckNoPublicAccess')).toBe(2)
    const planned = await run([...options, '--estimate'], world())
    expect(planned.out).toContain('$0.01 for checks of IAM Access Analyzer')
  })

  test('public policies: a refused check is unknown', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'CheckNoPublicAccess' })]
    const options = ['--source', 'none', '--validate-policies', '-o', 'json']
    const found = await run(options, worldOf([keyWith(1, open)]), { faults })
    expect(found.key('1').public_access).toEqual({ kms_audit: true, analyzer: null, agreement: 'unknown', reasons: [] })
    expect(found.report().gaps).toMatchObject([{ operation: 'access-analyzer:CheckNoPublicAccess', reason: 'denied' }])
  })

  test('IAM Access Analyzer: without its options it is not called', async () => {
    const found = await run(['--source', 'none', '--checks', '-o', 'json'], worldOf([keyWith(1)]))
    expect(Object.keys(found.aws.calls).filter(each => each.startsWith('access-analyzer'))).toEqual([])
    expect(found.key('1')).not.toHaveProperty('external_access')
  })
})
