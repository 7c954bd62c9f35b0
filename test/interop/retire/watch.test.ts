import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterAll, describe, expect, test } from 'vitest'
import schema from '../../../src/model/schemas/retirement-watch.schema.json' with { type: 'json' }
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { sampleId } from '../../../src/simulation/sample/sample-key.ts'
import { simKey, type SimKey } from '../../../src/simulation/world/sim-key.ts'
import type { WatchRecord } from '../../../src/model/retirement/retirement-watch.ts'
import { DAY, dayText, HOUR, isoTime, MINUTE } from '../../../src/model/time.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run, type RunOptions } from '../../run.ts'
import { ACCOUNT, arn, aWorld, id, NOW } from '../../simulation/services/clients.ts'
import {
  aPlan,
  change,
  disabledKey,
  DISABLED_AT,
  plannedKey,
  PLANNED_AT,
  refusedCall,
  removePlans,
  written,
} from '../../commands/retire/watched-world.ts'

afterAll(removePlans)

const OTHER = '444455556666'
const CLOUDTRAIL_DENIED = deniedByIdentityPolicy({ operation: 'LookupEvents' })

/** Plans the keys as they were before step 1, and watches them. */
async function watched(
  keys: readonly SimKey[],
  { words = [], plan = aPlan(keys.map(key => plannedKey(key))), world = aWorld(keys), ...options }: WatchOptions = {},
) {
  const directory = await written(plan)
  const ran = await run(['retire', 'watch', directory, ...words], world, options)
  return { ...ran, ...filesOf(directory) }
}

interface WatchOptions extends RunOptions {
  words?: readonly string[]
  plan?: ReturnType<typeof aPlan>
  world?: SimulatedWorld
}

function filesOf(directory: string, account = ACCOUNT) {
  const path = join(directory, account, 'watch.json')
  return {
    isWritten: () => existsSync(path),
    record: async () => JSON.parse(await readFile(path, 'utf8')) as WatchRecord,
    table: () => readFile(join(directory, account, 'watch.tsv'), 'utf8'),
    json: () => readFile(path, 'utf8'),
  }
}

/** One log file with one call that the state of the key did not allow, ten days ago. */
function archiveOfRefusedCall(key: string): { folder: string; day: string } {
  const folder = mkdtempSync(join(tmpdir(), 'kms-audit-years-'))
  const day = dayText(NOW - 10 * DAY)
  const directory = join(folder, `AWSLogs/${ACCOUNT}/CloudTrail/us-east-1/${day.replaceAll('-', '/')}`)
  mkdirSync(directory, { recursive: true })
  const record = {
    eventVersion: '1.11',
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    eventTime: `${day}T03:04:05Z`,
    eventID: '0f1c0000-0000-4000-8000-000000000001',
    awsRegion: 'us-east-1',
    errorCode: 'DisabledException',
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/nightly`, accountId: ACCOUNT },
    resources: [{ ARN: key, accountId: ACCOUNT, type: 'AWS::KMS::Key' }],
    recipientAccountId: ACCOUNT,
  }
  const name = `${ACCOUNT}_CloudTrail_us-east-1_${day.replaceAll('-', '')}T0310Z_0123456789abcdef.json`
  writeFileSync(join(directory, name), JSON.stringify({ Records: [record] }))
  return { folder, day }
}

const QUIET = disabledKey(1)
const NEEDED = disabledKey(2, { uses: [refusedCall()] })

describe('retire watch: verdicts', () => {
  test('retire watch: a refused caller is shown first, with the command that makes the key usable again, and exit 1', async () => {
    const { exit, out, err } = await watched([QUIET, NEEDED])
    expect([exit, err]).toEqual([1, ''])
    expect(out).toMatch(/^needed +alias\/app-2 +us-east-1 +Disabled +2026-10-11 +39 d\nquiet +alias\/app-1 /m)
    expect(out).toContain(`alias/app-2  ${id(2)}\n  needed by role/orders\n`)
    expect(out).toMatch(
      /1 call of Decrypt by \S+:role\/orders \(session i-\w+\) failed \(DisabledException\) on 2026-11-19 14:30 UTC, from 192\.0\.2\.10, encryption context aws:s3:arn=arn:aws:s3:::orders/,
    )
    expect(out).toContain(`\n    aws kms enable-key --region us-east-1 --key-id ${arn(2)}\n`)
    expect(out).toContain('CloudTrail logs failed calls in some scenarios only')
  })

  test('retire watch: watch.json has every key, and watch.tsv its digest and the verdicts for the scripts', async () => {
    const { record, table, json } = await watched([QUIET, NEEDED])
    expect((await record()).keys).toMatchObject([
      { key_arn: arn(2), verdict: 'needed', refused: [{ calls: 1, operation: 'Decrypt', account_id: ACCOUNT }] },
      { key_arn: arn(1), verdict: 'quiet', disabled_at: isoTime(DISABLED_AT), requests_since: 0 },
    ])
    const lines = (await table()).split('\n')
    expect(lines[0]).toContain(
      createHash('sha256')
        .update(await json())
        .digest('hex'),
    )
    expect(lines).toContain(`${arn(1)}\tquiet\t2026-10-11T14:30:00Z\t2026-11-10T14:30:00Z`)
  })

  test('retire watch: watch.json fits its published schema', async () => {
    const early = disabledKey(5, {}, [change('PutKeyPolicy', NOW - DAY)])
    const { record } = await watched([QUIET, NEEDED, early])
    const validate = new Ajv().compile(schema)
    validate(await record())
    expect(validate.errors).toBeNull()
  })

  test('retire watch: a wrong clock of this machine is said, and the time of AWS counts', async () => {
    const { exit, err } = await watched([QUIET], { machine: () => NOW - 20 * DAY })
    expect([exit, err]).toEqual([
      0,
      expect.stringMatching(/^kms-audit: This machine's clock is \d+ minutes behind AWS\./),
    ])
  })

  test('retire watch: a refused call that only an archive shows means that the key is needed, and exit 1', async () => {
    const { folder, day } = archiveOfRefusedCall(arn(1))
    const { exit, out, record } = await watched([QUIET], { words: ['--trail-archive', folder] })
    rmSync(folder, { recursive: true })
    expect(exit).toBe(1)
    expect(out).toMatch(/^needed +alias\/app-1 /m)
    const [key] = (await record()).keys
    expect(key).toMatchObject({
      archived_use: null,
      refused: [{ source: 'archive', calls: 1, last_at: `${day}T03:04:05Z` }],
    })
    const validate = new Ajv().compile(schema)
    validate(await record())
    expect(validate.errors).toBeNull()
  })

  test('retire watch: two archives are refused, before AWS is called', async () => {
    const { exit, err, requests } = await watched([QUIET], { words: ['--trail-archive', '.', '--athena', 'db.t'] })
    expect([exit, requests.length]).toEqual([2, 0])
    expect(err).toContain('--trail-archive and --athena name two archives')
  })

  test('retire watch: it only reads', async () => {
    const { aws } = await watched([QUIET, NEEDED])
    expect(Object.keys(aws.calls).toSorted()).toEqual([
      'cloudtrail:LookupEvents',
      'cloudwatch:GetMetricData',
      'cloudwatch:ListMetrics',
      'kms:DescribeKey',
      'sts:GetCallerIdentity',
    ])
  })

  test('retire watch: exit 0 means that every key is quiet', async () => {
    expect(await watched([QUIET])).toMatchObject({ exit: 0, err: '' })
  })

  test('retire watch: a window that is not over is exit 4, with the days', async () => {
    const early = disabledKey(1)
    const plan = aPlan([plannedKey(early)], { watch_days: 60 })
    const { exit, out } = await watched([early], { plan })
    expect(exit).toBe(4)
    expect(out).toMatch(/^too early +alias\/app-1 +us-east-1 +Disabled +2026-10-11 +39 of 60 d$/m)
  })

  test('retire watch: every page of a busy key is read before it is quiet', async () => {
    const scans = { operation: 'DescribeKey', at: NOW - HOUR, count: 420, over: 30 * DAY }
    const { exit, aws } = await watched([disabledKey(1, {}, [scans, { ...refusedCall(NOW - 35 * DAY) }])])
    expect([exit, aws.calls['cloudtrail:LookupEvents']]).toEqual([1, 9])
  })

  test('retire watch: a principal that enabled the key needs it, and rollback.sh does not', async () => {
    const key = disabledKey(1, { state: 'Enabled' }, [change('EnableKey', NOW - DAY)])
    const { exit, out } = await watched([key])
    expect([exit, out]).toEqual([1, expect.stringContaining('needed by user/admin, who called EnableKey')])
    const plan = aPlan([plannedKey(key)])
    const directory = await written(plan)
    const line = {
      time: isoTime(NOW - DAY + MINUTE),
      plan_id: plan.plan_id,
      action: 'enable',
      key_arn: arn(1),
      result: 'done',
    }
    await appendFile(join(directory, ACCOUNT, 'actions.ndjson'), `${JSON.stringify(line)}\n{"time":"20`)
    const rolledBack = await run(['retire', 'watch', directory], aWorld([key]))
    expect(rolledBack.exit).toBe(4)
    expect(rolledBack.out).toContain('too early: the key is enabled again')
    expect(rolledBack.out).toContain('EnableKey on 2026-11-19 14:30 UTC by user/admin, from 192.0.2.10 (rollback.sh)')
  })

  test('retire watch: hostile names are made visible', async () => {
    const key = disabledKey(1, {
      aliases: ['alias/a\u202Eb\u001B[31m'],
      uses: [refusedCall(NOW - DAY, { by: 'arn:aws:iam::1:role/\u001B]0;x' })],
    })
    const { out } = await watched([key])
    // oxlint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u001B\u202E]/)
    expect(out).toContain(String.raw`alias/a\u{202e}b\u{1b}[31m`)
  })
})

describe('retire watch: --quiet, for cron', () => {
  test('retire watch: only keys that are needed are printed', async () => {
    const { exit, out, err, record } = await watched([QUIET, NEEDED], { words: ['-q'] })
    expect([exit, err]).toEqual([1, ''])
    expect(out).toContain('alias/app-2')
    expect(out).not.toContain('alias/app-1')
    expect((await record()).keys).toHaveLength(2)
  })

  test('retire watch: nothing is printed if no key is needed, whatever else is known', async () => {
    expect(await watched([QUIET], { words: ['-q'] })).toMatchObject({ exit: 0, out: '', err: '' })
    const foreign = aPlan([plannedKey(QUIET, { external_accounts: [OTHER] })])
    expect(await watched([QUIET], { words: ['-q'], plan: foreign })).toMatchObject({ exit: 4, out: '', err: '' })
  })
})

const volume = (number: number) => ({ VolumeId: `vol-${number}`, Encrypted: true, KmsKeyId: arn(1) })

describe('retire watch: what cannot be read is never quiet', () => {
  test('retire watch: without CloudTrail all keys are not seen, with exit 3 and one line', async () => {
    const { exit, out, err, record } = await watched([QUIET], { faults: [CLOUDTRAIL_DENIED] })
    expect(exit).toBe(3)
    expect(out).toMatch(/^not seen +alias\/app-1 /m)
    expect(out).toMatch(/not seen: CloudTrail of account 111122223333 was not read: User: .* is not authorized/)
    expect(err).toMatch(/^kms-audit: CloudTrail could not be read, so it is not known whether a key is needed: .*\n$/)
    expect((await record()).keys).toMatchObject([{ verdict: 'not_seen', seen_since: null }])
  })

  test('retire watch: DescribeKey that is denied is not seen', async () => {
    const { exit, out } = await watched([QUIET], { faults: [deniedByIdentityPolicy({ operation: 'DescribeKey' })] })
    expect(exit).toBe(4)
    expect(out).toContain('not seen: the state of the key is not known:')
  })

  test('retire watch: counts of CloudWatch that are denied are said, and decide nothing', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'GetMetricData' })]
    const { exit, out } = await watched([QUIET], { faults })
    expect(exit).toBe(0)
    expect(out).toMatch(/^ {2}- Request counts are not known: User: /m)
  })

  test('retire watch: the CloudTrail of an account that may use the key decides, too', async () => {
    const plan = aPlan([plannedKey(QUIET, { external_accounts: [OTHER] })])
    const consumer = (noise: NonNullable<SimulatedWorld['accounts'][number]['regions'][string]['noise']>) =>
      aWorld([], {
        accounts: [
          simAccount({ id: ACCOUNT, regions: { 'us-east-1': { keys: [QUIET] } }, roles: [{ name: 'Audit' }] }),
          simAccount({ id: OTHER, regions: { 'us-east-1': { keys: [], noise } }, roles: [{ name: 'Audit' }] }),
        ],
      })
    const roles = [ACCOUNT, OTHER].map(account => `arn:aws:iam::${account}:role/Audit`).join(',')
    const words = ['--role-arn', roles]
    const alone = await watched([QUIET], { plan, world: consumer([]) })
    expect([alone.exit, alone.out]).toEqual([
      4,
      expect.stringContaining(`not seen: account ${OTHER} may use the key, and its CloudTrail was not read`),
    ])
    const read = { operation: 'DescribeKey', at: NOW - DAY, foreignKey: arn(1) }
    expect((await watched([QUIET], { plan, words, world: consumer([read]) })).exit).toBe(0)
    const call = { ...refusedCall(), foreignKey: arn(1) }
    const needed = await watched([QUIET], { plan, words, world: consumer([call]) })
    expect([needed.exit, (await needed.record()).keys[0]?.refused[0]?.account_id]).toEqual([1, OTHER])
  })

  test('retire watch: a resource that references the key since the plan needs it', async () => {
    const world = (...volumes: object[]) =>
      aWorld([], {
        accounts: [
          simAccount({
            id: ACCOUNT,
            regions: { 'us-east-1': { keys: [QUIET], resources: { 'ec2:DescribeVolumes': volumes } } },
          }),
        ],
      })
    const dependent = {
      type: 'ebs-volume',
      id: 'vol-1',
      arn: null,
      found_by: ['list' as const],
      when_unusable: 'on-next-start' as const,
      consequence: 'the next attach fails',
      acts_on_disabled: false,
      irreversible_after_days: null,
      fails_silently: true,
      role: null,
    }
    const searched = { dependents: [dependent], dependents_gaps: [], fails_silently: true }
    const plan = aPlan([plannedKey(QUIET, searched)], { searched_types: ['ebs-volume'] })
    const same = await watched([QUIET], { plan, world: world(volume(1)) })
    expect([same.exit, same.out]).toEqual([
      0,
      expect.stringContaining('A quiet window proves nothing for EBS volume vol-1: nothing reports an error'),
    ])
    const more = await watched([QUIET], { plan, world: world(volume(1), volume(2)) })
    expect([more.exit, more.out]).toEqual([1, expect.stringContaining('needed by EBS volume vol-2, which references')])
    const denied = [deniedByIdentityPolicy({ operation: 'DescribeVolumes' })]
    expect((await watched([QUIET], { plan, world: world(volume(1)), faults: denied })).exit).toBe(4)
    const gap = plannedKey(QUIET, { ...searched, dependents_gaps: ['ebs-volume'] })
    const unreadThen = aPlan([gap], { searched_types: ['ebs-volume'] })
    expect((await watched([QUIET], { plan: unreadThen, world: world(), faults: denied })).exit).toBe(0)
  })
})

function expectRefused(
  ran: Pick<Awaited<ReturnType<typeof watched>>, 'exit' | 'out' | 'err' | 'isWritten'>,
  line: RegExp,
): void {
  expect([ran.exit, ran.out, ran.isWritten()]).toEqual([2, '', false])
  expect(ran.err).toMatch(line)
  expect(ran.err.trimEnd().split('\n')).toHaveLength(1)
}

describe('retire watch: bad input is refused in one line, and nothing is written', () => {
  test('retire watch: the plan of another account', async () => {
    const plan = aPlan([plannedKey(QUIET)], { account_id: OTHER })
    expectRefused(
      await watched([QUIET], { plan }),
      /444455556666\/plan\.json is the plan of account 444455556666, but these credentials are for account 111122223333\. Use credentials/,
    )
  })

  test('retire watch: a plan that was edited', async () => {
    const plan = { ...aPlan([plannedKey(QUIET)]), watch_days: 1 }
    expectRefused(await watched([QUIET], { plan }), /plan\.json was changed after kms-audit wrote it/)
  })

  test('retire watch: a plan that was cut short', async () => {
    const directory = await written(aPlan([plannedKey(QUIET)]))
    const path = join(directory, ACCOUNT, 'plan.json')
    await writeFile(path, (await readFile(path, 'utf8')).slice(0, 900))
    const ran = await run(['retire', 'watch', directory], aWorld([QUIET]))
    expectRefused({ ...ran, ...filesOf(directory) }, /plan\.json is not valid JSON/)
  })

  test('retire watch: a key that was recreated', async () => {
    const plan = aPlan([plannedKey(QUIET, { created_at: isoTime(PLANNED_AT) })])
    expectRefused(
      await watched([QUIET], { plan }),
      /was created at \S+, but the key of the plan at \S+: it was recreated\./,
    )
  })

  test('retire watch: a directory without a plan', async () => {
    const directory = await written()
    const ran = await run(['retire', 'watch', directory], aWorld([QUIET]))
    expect([ran.exit, ran.err]).toEqual([2, expect.stringContaining('contains no plan')])
  })
})

test('retire watch: interrupted, it writes and prints nothing', async () => {
  const io = memoryIo({ env: FAST })
  const onRequest = (): void => io.signal('SIGINT')
  const { exit, out, err, isWritten } = await watched([QUIET], { io, onRequest })
  expect([exit, out, err]).toEqual([130, '', 'kms-audit: Interrupted. No watch.json was written.\n'])
  expect(isWritten()).toBe(false)
})

test.each([
  [['watch'], /^kms-audit: retire watch needs the directory of a plan\. For example: /],
  [
    ['watch', 'plan', '-r', 'us-east-1'],
    /^kms-audit: --region has no effect with retire watch\. The plan names the Regions\.$/,
  ],
  [['plan', 'here'], /^kms-audit: Unexpected argument 'here'\. /],
])('retire watch: the command line %j is refused in one line', async (words, line) => {
  const { exit, out, err } = await run(['retire', ...words], aWorld([QUIET]))
  expect([exit, out, err.trimEnd()]).toEqual([2, '', expect.stringMatching(line)])
})

test('retire watch: with --demo, it is a month later, and a job was refused with the first key', async () => {
  const name = sampleId('feature-store')
  const arnOfSample = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/${name}`
  const key = plannedKey(simKey({ id: name }), { key_arn: arnOfSample, region: 'eu-west-1', created_at: null })
  const directory = await written(aPlan([key]))
  const { exit, out, err } = await run(['retire', 'watch', directory, '--demo'], aWorld([]))
  expect([exit, err]).toEqual([1, ''])
  expect(out).toContain('needed by role/monthly-close via s3.amazonaws.com')
})

const accountWith = (name: string, key: SimKey) =>
  simAccount({ id: name, regions: { 'us-east-1': { keys: [key] } }, roles: [{ name: 'Audit' }] })

test('retire watch: several accounts are each read with their own credentials', async () => {
  const theirs = disabledKey(3, { uses: [refusedCall()] })
  const world = aWorld([], { accounts: [accountWith(ACCOUNT, QUIET), accountWith(OTHER, theirs)] })
  const foreignArn = arn(3).replace(ACCOUNT, OTHER)
  const directory = await written(
    aPlan([plannedKey(QUIET)]),
    aPlan([plannedKey(theirs, { key_arn: foreignArn })], { account_id: OTHER }),
  )
  const roles = [ACCOUNT, OTHER].map(name => `arn:aws:iam::${name}:role/Audit`).join(',')
  const { exit, out } = await run(['retire', 'watch', directory, '--role-arn', roles, '-o', 'json'], world)
  const { watches } = JSON.parse(out) as { watches: WatchRecord[] }
  expect(exit).toBe(1)
  expect(watches.map(({ account_id, keys }) => [account_id, keys[0]?.verdict])).toEqual([
    [ACCOUNT, 'quiet'],
    [OTHER, 'needed'],
  ])
  expect(watches).toEqual([await filesOf(directory).record(), await filesOf(directory, OTHER).record()])
})

test('retire watch: no line is wider than a terminal of 80 columns, but commands', async () => {
  const io = memoryIo({ env: FAST, tty: true, columns: 80 })
  const key = disabledKey(4, { aliases: [`alias/${'a-long-name-'.repeat(12)}`], uses: [refusedCall()] })
  const { out } = await watched([QUIET, key], { io, words: ['--color', 'never'] })
  expect(out.split('\n').filter(line => line.length > 80 && !line.includes('aws kms'))).toEqual([])
})
