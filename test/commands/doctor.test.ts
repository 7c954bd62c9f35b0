import { describe, expect, test } from 'vitest'
import type { Fault } from '../../src/simulation/faults/faults.ts'
import { htmlPage } from '../../src/simulation/faults/faults.ts'
import { deniedByIdentityPolicy, deniedByKeyPolicy, expiredToken } from '../../src/simulation/faults/aws-errors.ts'
import { simAccount, type SimAccount, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import type { Diagnosis, OperationDiagnosis } from '../../src/model/diagnosis.ts'
import { OPERATIONS, type Operation } from '../../src/model/operations/operations.ts'
import { memoryIo } from '../memory-io.ts'
import { FAST, run } from '../run.ts'
import { ACCOUNT, aWorld, id, NOW } from '../simulation/services/clients.ts'

const trails = ['us-east-1', 'eu-west-1'].map(homeRegion => ({ name: `of-${homeRegion}`, homeRegion, logging: true }))
const regions = { 'us-east-1': { keys: [simKey({ id: id(1) })] }, 'eu-west-1': { keys: [simKey({ id: id(2) })] } }
const world = (more: Partial<SimAccount> = {}): SimulatedWorld =>
  aWorld([], {
    accounts: [simAccount({ id: ACCOUNT, trails, regions: { ...regions, 'eu-central-1': { keys: [] } }, ...more })],
  })
const CHECKS = ['--checks', '-r', 'us-east-1,eu-west-1']

async function doctor(words: readonly string[], faults: readonly Fault[] = [], machine = () => NOW) {
  const doctored = await run(['doctor', ...words], world(), { faults, machine })
  const json = await run(['doctor', ...words, '-o', 'json'], world(), { faults, machine })
  expect(json.exit).toBe(doctored.exit)
  return { ...doctored, diagnosis: json.out === '' ? null : (JSON.parse(json.out) as Diagnosis) }
}

const operationsOf = (diagnosis: Diagnosis | null): OperationDiagnosis[] =>
  diagnosis?.places.flatMap(({ operations }) => operations) ?? []

describe.concurrent('doctor: everything is allowed', () => {
  test('doctor: with --dependents, a list whose reading could use a key is not tried, and it says so', async () => {
    const { out, diagnosis } = await doctor(['-r', 'us-east-1', '--dependents', 'listed'])
    const lambda = operationsOf(diagnosis).find(({ operation }) => operation === 'lambda:ListFunctions')
    expect(lambda).toMatchObject({ status: 'not_tried' })
    expect(lambda?.message).toContain('or it could use a key to read one')
    expect(out).toMatch(/^ok +ec2:DescribeVolumes +us-east-1$/m)
  })

  test('doctor: every operation is tried in each Region, and the exit code is 0', async () => {
    const { exit, out, err, diagnosis, aws } = await doctor(CHECKS)
    expect([exit, err]).toEqual([0, ''])
    expect(operationsOf(diagnosis).filter(({ status }) => status !== 'ok')).toEqual([])
    expect(out).toMatch(/^ok +kms:GetKeyPolicy +eu-west-1 and us-east-1$/m)
    expect(out).toContain('No call failed. One key was tried in 2 Regions;')
    const called = new Set(Object.keys(aws.calls))
    for (const { operation } of operationsOf(diagnosis)) expect(called).toContain(operation)
  })

  test('doctor: nothing is written, and what writes is named as not tried', async () => {
    const { out, aws } = await doctor(CHECKS)
    const access = Object.keys(aws.calls).map(name => OPERATIONS[name as Operation].access)
    expect(new Set(access)).toEqual(new Set(['read']))
    expect(out).toMatch(/^- +securityhub:BatchImportFindings +not tried: it writes to AWS$/m)
  })

  test('doctor: only what the options need is tried', async () => {
    const { diagnosis } = await doctor(['--source', 'none'])
    expect(operationsOf(diagnosis).map(({ operation }) => operation)).toEqual([
      'kms:ListKeys',
      'kms:ListAliases',
      'kms:DescribeKey',
    ])
  })
})

describe.concurrent('doctor: something is missing', () => {
  test('doctor: a denied operation is named with the Regions, what a run will miss, and exit code 4', async () => {
    const { exit, out, diagnosis } = await doctor(CHECKS, [
      deniedByIdentityPolicy({ operation: 'GetKeyPolicy' }),
      deniedByIdentityPolicy({ operation: 'LookupEvents', region: 'eu-west-1' }),
    ])
    expect(exit).toBe(4)
    expect(out).toMatch(/^FAIL +kms:GetKeyPolicy +denied in eu-west-1 and us-east-1: User: .* is not authorized/m)
    expect(out).toMatch(/^ok +cloudtrail:LookupEvents +us-east-1$/m)
    expect(out).toMatch(/^FAIL +cloudtrail:LookupEvents +denied in eu-west-1: /m)
    expect(diagnosis?.missing).toEqual([
      'cloudtrail:LookupEvents (denied) in eu-west-1: uses that only CloudTrail knows, and the second opinion about unused keys.',
      'kms:GetKeyPolicy (denied) in eu-west-1 and us-east-1: findings about key policies.',
    ])
  })

  test('doctor: a key policy that denies one key is a failure too', async () => {
    const { exit, diagnosis } = await doctor([], [deniedByKeyPolicy({ operation: 'DescribeKey' })])
    expect(exit).toBe(4)
    expect(diagnosis?.missing[0]).toContain('kms:DescribeKey (denied) in us-east-1')
  })

  test('doctor: without a key in a Region nothing about keys is called there, and that is said', async () => {
    const { exit, out } = await run(['doctor', '-r', 'eu-central-1'], world())
    expect(exit).toBe(0)
    expect(out).toMatch(/^- +kms:DescribeKey +not tried in eu-central-1: no key to try it on$/m)
  })

  test('doctor: without a key it does not claim that permissions for keys were tried', async () => {
    const { exit, out } = await run(['doctor', '-r', 'eu-central-1'], world())
    expect(exit).toBe(0)
    expect(out).toContain('No call failed, but no key was found, so permissions for keys were not tried.')
  })

  test('doctor: a refused list of Regions misses nothing if the other one answers', async () => {
    const { exit, diagnosis } = await doctor(['-r', 'all'], [deniedByIdentityPolicy({ operation: 'ListRegions' })])
    expect([exit, diagnosis?.missing]).toEqual([0, []])
  })

  test('doctor: without Service Quotas the default quotas are shown as such', async () => {
    const { exit, out } = await doctor([], [deniedByIdentityPolicy({ operation: 'ListServiceQuotas' })])
    expect(exit).toBe(0)
    expect(out).toMatch(/^ok +Quota of DescribeKey +2000\/s \(default; Service Quotas does not say\)/m)
  })

  test('doctor: credentials that have expired are one line, and exit code 3', async () => {
    const { exit, out, err } = await doctor([], [expiredToken()])
    expect([exit, out]).toEqual([3, ''])
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  test('doctor: a service that does not answer is no bug', async () => {
    const { exit, out } = await doctor([], [htmlPage({ operation: 'ListMetrics' })])
    expect(exit).toBe(4)
    expect(out).toMatch(/^FAIL +cloudwatch:ListMetrics +unsupported in us-east-1: HTTP 500/m)
  })

  test('doctor: a clock that is wrong is named', async () => {
    const { out } = await doctor([], [], () => NOW + 600_000)
    expect(out).toMatch(/^warn +Clock +600 seconds ahead of that of AWS/m)
  })

  test('doctor: a rate above the quota is named with the option that fits', async () => {
    const env = { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'GetKeyLastUsage=500' }
    const { out } = await run(['doctor'], world(), { io: memoryIo({ env }) })
    expect(out).toMatch(
      /^warn +Quota of GetKeyLastUsage +5\/s, but a run makes up to 500\/s\. Add --max-rate GetKeyLastUsage=5\.$/m,
    )
  })
})

test('doctor: on a terminal no line is wider than the terminal', async () => {
  const io = memoryIo({ tty: true, columns: 60, env: { ...FAST, NO_COLOR: '1' } })
  await run(['doctor', ...CHECKS], world(), {
    io,
    faults: [deniedByIdentityPolicy({ operation: 'GetKeyPolicy' })],
  })
  expect(
    io
      .out()
      .split('\n')
      .filter(line => line.length > 60),
  ).toEqual([])
})

test('doctor: options that have no effect are refused with a next step', async () => {
  const { exit, err } = await run(['doctor', '--from', 'a.json'], world())
  expect([exit, err]).toEqual([
    2,
    'kms-audit: --from has no effect with doctor. A saved report needs no permissions.\n',
  ])
})

test('doctor: the IAM policies of an account are tried once, and no Region is named', async () => {
  const argv = ['doctor', ...CHECKS]
  const { out } = await run(argv, world())
  expect(out).toMatch(/^ok +iam:GetAccountAuthorizationDetails$/m)
  const faults = [deniedByIdentityPolicy({ operation: 'GetAccountAuthorizationDetails' })]
  const denied = await run(argv, world(), { faults })
  expect(denied.out).toMatch(/^FAIL +iam:GetAccountAuthorizationDetails +denied: /m)
  expect(denied.out).toContain('findings about IAM policies that allow decryption.')
})
