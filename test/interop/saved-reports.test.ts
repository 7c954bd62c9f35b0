import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { DOCUMENTS } from '../../src/simulation/sample/sample-family.ts'
import { sampleId } from '../../src/simulation/sample/sample-key.ts'
import type { Report } from '../../src/model/report/report.ts'
import { aFinding } from '../formats/a-finding.ts'
import { aPlace, aRecord, aReport } from '../formats/a-report.ts'
import { memoryIo } from '../memory-io.ts'
import { run, type Run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const NOW = Date.UTC(2026, 10, 20, 14, 30)
const folder = mkdtempSync(join(tmpdir(), 'kms-audit-saved-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Checks of every kind, without those of grants: one key of the demo has tens of thousands. */
const CHECKS = [
  '--check',
  'policy-public,key-unused,pending-deletion,pending-deletion-in-use,trail-missing,alias-missing',
]

const TAGS = ['--check', 'tags-missing', '--source', 'none']

/** A saved report asks nobody. */
const NO_KEYS = { clock: () => NOW, accounts: [] }
const live = (argv: readonly string[]): Promise<Run> => run(argv, sampleWithFewGrants(NOW))
const from = (file: string, argv: readonly string[]): Promise<Run> =>
  run(['--from', file, ...argv], NO_KEYS, { io: memoryIo() })

const files = new Map<string, string>()
async function saved(...argv: string[]): Promise<string> {
  const name = argv.join(' ')
  const file = files.get(name) ?? join(folder, `${files.size}.json`)
  if (!files.has(name)) writeFileSync(file, (await live([...argv, '-r', 'all', '-o', 'json'])).out)
  files.set(name, file)
  return file
}

/** What an audit and a saved report must agree on. */
function essence(out: string) {
  const { keys, summary, savings, findings = [], unused_days, scope, gaps } = JSON.parse(out) as Report
  return {
    unused_days,
    summary,
    savings,
    places: scope.places,
    gaps: gaps.map(({ operation, region, key_id }) => `${operation} ${region} ${key_id}`),
    keys: keys.map(({ key_id, region, disposition, cost, last_used, findings: failed, findings_unknown: unknown }) => ({
      key_id,
      region,
      disposition,
      cost,
      last_used,
      failed,
      unknown,
    })),
    findings: findings.map(({ check, status, severity, region, key_id }) =>
      [check, status, severity, region, key_id].join(' '),
    ),
  }
}

/** `asked`: what the audits are asked besides, which a report keeps. */
async function expectTheSame(
  whole: readonly string[],
  argv: readonly string[],
  asked: readonly string[],
): Promise<void> {
  const file = await saved(...whole, ...asked)
  const regions = argv.includes('-r') || argv.some(word => word.startsWith('arn:')) ? [] : ['-r', 'all']
  const audited = await live([...argv, ...asked, ...regions, '-o', 'json'])
  const shown = await from(file, [...argv, '-o', 'json'])
  expect({ exit: shown.exit, argv }).toEqual({ exit: audited.exit, argv })
  if (audited.out === '') expect(shown.out).toBe('')
  else expect(essence(shown.out)).toEqual(essence(audited.out))
}

const KEY = sampleId('build-secrets')
const CUSTOMER: string[] = []
/** Every source is asked for every key, so that the evidence does not depend on the days. */
const EVERY_SOURCE = ['--source', 'kms,cloudtrail,cloudwatch']
/** Enough where the days stay the same. */
const ONE_SOURCE = ['--source', 'kms']
const ALL = ['--manager', 'all']

const one = (...words: string[][]) => fc.constantFrom(...words)

describe('a saved report answers as the audit with the same options would', () => {
  test.each<[whole: string[], argv: string[]]>([
    [CUSTOMER, []],
    [CUSTOMER, ['-r', 'eu-west-1', '--fail-on', 'unused']],
    [CUSTOMER, ['-r', 'us-east-1', '--fail-on', 'unused']],
    [CUSTOMER, ['-r', 'eu-*', '--strict']],
    [CUSTOMER, ['-r', 'us-*', '--strict']],
    [CUSTOMER, ['--unused-days', '30']],
    [CUSTOMER, ['--unused-days', '180', '--fail-on', 'stale']],
    [CUSTOMER, ['--unused-days', '400', '--only', 'silent']],
    [CUSTOMER, ['--price-per-key', '5', '-r', 'us-east-1']],
    [CUSTOMER, ['--key', KEY, '--strict']],
    [CUSTOMER, ['--key', 'alias/nowhere']],
    [CUSTOMER, ['--key', `*/o*,${DOCUMENTS.slice(0, 8)}`]],
    [CUSTOMER, ['--exclude-key', `*/o*,${KEY}`, '--strict']],
    [CUSTOMER, ['--key', DOCUMENTS, '-r', 'us-east-1']],
    [TAGS, [...TAGS, '--tag', 'owner', '--strict']],
    [TAGS, [...TAGS, '--tag', 'owner=*a*', '--exclude-key', KEY, '-r', 'us-east-1']],
    [ALL, ['--manager', 'customer']],
    [ALL, ['--manager', 'aws']],
    [ALL, ['--manager', 'all', '-r', 'eu-west-1']],
    [CHECKS, CHECKS],
    [CHECKS, [...CHECKS, '-r', 'eu-west-1']],
    [CHECKS, [...CHECKS, '--unused-days', '30']],
    [CHECKS, [...CHECKS, '--fail-on', 'critical', '-r', 'us-east-1']],
    [CHECKS, [...CHECKS, '--fail-on', 'trail-*', '-r', 'us-east-1']],
    [CHECKS, [...CHECKS, '--only', 'unused', '--severity', 'low']],
  ])('--from: a report with %j answers as the audit would with %j', (whole, argv) =>
    expectTheSame(whole, argv, argv.includes('--unused-days') ? EVERY_SOURCE : ONE_SOURCE),
  )

  test('--from: findings of the report follow its narrowing, as if the audit had been narrowed', async () => {
    const file = await saved(...CHECKS, ...EVERY_SOURCE)
    for (const argv of [
      ['-r', 'eu-west-1'],
      ['--unused-days', '30'],
      ['--key', KEY, '-r', 'us-east-1'],
    ]) {
      const audited = await live([
        ...CHECKS,
        ...EVERY_SOURCE,
        ...argv,
        ...(argv.includes('-r') ? [] : ['-r', 'all']),
        '-o',
        'json',
      ])
      expect(essence((await from(file, [...argv, '-o', 'json'])).out)).toEqual(essence(audited.out))
    }
  })

  test('--from: any mix of options is answered as by the audit', async () => {
    const options = fc.tuple(
      one([], ['-r', 'us-east-1'], ['-r', 'eu-west-1'], ['-r', 'us-*'], ['-r', 'eu-west-1,us-west-2']),
      one([], ['--unused-days', '1'], ['--unused-days', '14'], ['--unused-days', '200'], ['--unused-days', '1000']),
      one([], ['--price-per-key', '0.5']),
      one([], ['--only', 'unused'], ['--only', 'in_use,new'], ['--only', 'unknown']),
      one([], ['--fail-on', 'unused'], ['--fail-on', 'unknown'], ['--fail-on', 'stale,silent']),
      one([], ['--strict']),
    )
    const agrees = fc.asyncProperty(options, words => expectTheSame(CUSTOMER, words.flat(), ONE_SOURCE))
    await fc.assert(agrees, { numRuns: 12, seed: 9 })
  })
})

test('--from: longer days are judged by what the report saw, which may be more than such an audit would have asked for', async () => {
  const { keys } = JSON.parse((await from(await saved(), ['--unused-days', '400', '-o', 'json'])).out) as Report
  const key = keys.find(({ key_id }) => key_id === sampleId('backup-2024'))
  expect(key).toMatchObject({ last_used: '>= 2026-01-22 02:00 UTC', disposition: 'in_use' })
})

describe('what a saved report does not hold is refused, in one line', () => {
  let customer = ''
  let unused = ''
  let inventory = ''
  let severe = ''
  beforeAll(async () => {
    customer = await saved(...CUSTOMER)
    unused = await saved('--only', 'unused')
    inventory = await saved('--source', 'none')
    severe = await saved(...CHECKS, '--severity', 'high')
  })

  test.each<[string, () => string, string[], RegExp]>([
    ['a Region', () => customer, ['-r', 'eu-north-1'], /The report has no Region 'eu-north-1'\. It has .*us-east-1/],
    ['a glob that fits no Region', () => customer, ['-r', 'ap-*'], /The report has no Region 'ap-\*'/],
    ['an account', () => customer, ['--accounts', '444455556666'], /has no account 444455556666\. It has 111122223333/],
    [
      'AWS managed keys',
      () => customer,
      ['--manager', 'aws'],
      /contains only keys of --manager customer\. Run the audit again with/,
    ],
    [
      'all keys',
      () => customer,
      ['--manager', 'all'],
      /contains only keys of --manager customer\. Run the audit again with/,
    ],
    ['tags', () => customer, ['--tag', 'owner'], /--tag needs the tags of the keys, but .* was saved without them/],
    ['a key', () => customer, ['--key', 'nonsense'], /No key in .* matches 'nonsense'/],
    [
      'a key of another account',
      () => customer,
      ['--key', `arn:aws:kms:us-east-1:444455556666:key/${KEY}`],
      /belongs to account 444455556666.* The report has no other accounts/,
    ],
    [
      'the key of an ARN in another Region',
      () => customer,
      ['--key', `arn:aws:kms:eu-north-1:111122223333:key/${KEY}`],
      /No key in .* matches/,
    ],
    [
      'keys that --only left out',
      () => unused,
      ['-r', 'us-east-1'],
      /--region needs every key, but .* was saved without \d+ of them/,
    ],
    [
      'rows that --only left out',
      () => unused,
      ['--only', 'in_use'],
      /--only in_use needs every key, but .* was saved without some/,
    ],
    ['gates on rows that --only left out', () => unused, ['--fail-on', 'unknown'], /--fail-on unknown needs every key/],
    ['evidence, for --unused-days', () => inventory, ['--unused-days', '30'], /--unused-days needs evidence of use/],
    ['evidence, for --only', () => inventory, ['--only', 'unused'], /--only needs evidence of use, but .* has none/],
    ['evidence, for --fail-on', () => inventory, ['--fail-on', 'unused'], /--fail-on needs evidence of use/],
    [
      'milder findings',
      () => severe,
      ['-r', 'eu-west-1', '--key', 'alias/key-1', '--fail-on', 'info'],
      /--fail-on info needs every finding, but .* contains only severity high and higher/,
    ],
    ['other checks', () => severe, ['--fail-on', 'rotation-*'], /--fail-on rotation-\* can never match/],
    ['another check', () => severe, ['--fail-on', 'rotation-off'], /--fail-on rotation-off can never match/],
  ])('--from: what the report does not have is refused in one line: %s', async (_, file, argv, words) => {
    const { exit, out, err, requests } = await from(file(), argv)
    expect({ exit, out, requests }).toEqual({ exit: 2, out: '', requests: [] })
    expect(err).toMatch(words)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  test('--from: the same filter as that of the saved report is accepted', async () => {
    expect((await from(unused, ['--only', 'unused', '--fail-on', 'unused'])).exit).toBe(1)
  })
})

describe('formats of findings', () => {
  test.each(['sarif', 'ocsf', 'asff'])(
    '--from: as %s a report without findings is judged, and is not an empty list',
    async format => {
      const { exit, out } = await from(await saved(...CUSTOMER), ['-o', format])
      expect(exit).toBe(0)
      expect(out).toContain('policy-public')
      expect(out).toContain(KEY)
    },
  )

  test.each(['sarif', 'ocsf', 'asff'])(
    '--output: as %s an audit without --checks has the findings of every check',
    async format => {
      const world = sampleWithFewGrants(NOW)
      const regions = ['-r', 'eu-west-1']
      const plain = await run([...regions, '-o', format], world)
      expect(plain.out).toBe((await run([...regions, '-o', format, '--checks'], sampleWithFewGrants(NOW))).out)
      expect(plain.out).toContain('rotation-off')
    },
  )
})

test('--from: --only leaves out the findings of other keys and of accounts, not summary or savings', async () => {
  const whole = JSON.parse(readFileSync(await saved(...CHECKS), 'utf8')) as Report
  const shown = JSON.parse((await from(await saved(...CHECKS), ['--only', 'unused', '-o', 'json'])).out) as Report
  const rows = new Set(shown.keys.map(({ key_id, region }) => `${key_id} ${region}`))
  expect(rows.size).toBe(whole.savings.unused_key_count)
  expect(shown.findings?.every(({ key_id, region }) => rows.has(`${key_id} ${region}`))).toBe(true)
  expect(shown.findings).toHaveLength(rows.size * (whole.scope.checks?.length ?? 0) - rows.size)
  expect({ ...shown.summary, ...shown.savings }).toEqual({ ...whole.summary, ...whole.savings })
  expect(shown.scope.only).toEqual(['unused'])
})

test('--from: --severity narrows the ids of each key, too', async () => {
  const { out } = await from(await saved(...CHECKS), ['--severity', 'high', '-o', 'json'])
  const { keys, findings = [] } = JSON.parse(out) as Report
  const severe = new Set(findings.map(({ check }) => check))
  expect(keys.flatMap(key => [...key.findings, ...key.findings_unknown]).filter(id => !severe.has(id))).toEqual([])
})

test('--from: a muted finding stays muted when it is judged again by other days', async () => {
  const file = join(folder, 'muted.json')
  const muted = { status: 'fail', reason: 'kept on purpose', expires: null } as const
  const key = aRecord({ disposition: 'silent', usage: undefined as never })
  const old = aFinding({ check: 'key-unused', status: 'muted', muted, key_id: key.key_id, region: key.region })
  const report = aReport({ keys: [{ ...key, usage: silentSince('2025-01-01T00:00:00Z') }], findings: [old] })
  report.scope = { ...report.scope, checks: ['key-unused'], places: [aPlace()] }
  writeFileSync(file, JSON.stringify(report))
  const shown = JSON.parse((await from(file, ['--unused-days', '30', '-o', 'json'])).out) as Report
  expect(shown.findings).toMatchObject([{ check: 'key-unused', status: 'muted', muted }])
  expect(shown.keys[0]?.findings).toEqual([])
})

const silentSince = (since: string): NonNullable<Report['keys'][number]['usage']> => ({
  status: 'not_observed',
  last_used_at: null,
  precision: null,
  not_observed_since: since,
  operation: null,
  event_id: null,
  source: 'kms',
  evidence: [{ source: 'kms', status: 'not_observed', since, until: '2026-11-20T13:30:22Z' }],
})

describe('what stderr says', () => {
  test.each([
    [
      ['--fail-on', 'unused,in_use'],
      /^kms-audit: --fail-on unused: \d keys are unused \(exit code 1\): \S+ \(\S+\), .* and \d more\.\nkms-audit: --fail-on in_use: \d+ keys are in use \(exit code 1\): .* and \d+ more\.\n$/,
    ],
    [
      ['--fail-on', 'never'],
      /^kms-audit: --fail-on never: \d keys were never used \(exit code 1\): (?:alias\/\S+ \(\S+\)(?:, | and |\.\n$))+/,
    ],
    [['--fail-on', 'unused', '-q'], /^$/],
    [
      ['--check', 'alias-missing', '--fail-on', 'low,unused'],
      /^kms-audit: --fail-on low: 1 finding of severity low or higher \(exit code 1\): alias-missing on .*\.\nkms-audit: --fail-on unused: \d keys are .*\.\n$/,
    ],
  ])('--fail-on: the lines of a gate that matched, %j', async (argv, words) => {
    const { exit, err } = await from(await saved(...CUSTOMER), argv)
    expect(exit).toBe(1)
    expect(err).toMatch(words)
  })

  test('--fail-on: the line of an audit is that of a saved report', async () => {
    const { exit, err } = await live(['-r', 'eu-west-1', '--source', 'kms', '--fail-on', 'stale'])
    expect(exit).toBe(1)
    expect(err).toMatch(/kms-audit: --fail-on stale: \d keys? (is|are) stale \(exit code 1\): /)
  })

  test('--from: for checks that a report cannot answer, stderr names what is missing', async () => {
    const { err } = await from(await saved(...CUSTOMER), ['--check', 'policy-public,tags-missing,alias-missing'])
    expect(err).toMatch(/was saved without key policies, tags\. Checks that need it report unknown\.\n$/)
    expect((await from(await saved(...CHECKS), CHECKS)).err).toBe('')
  })
})

describe('--from -', () => {
  const read = (stdin: string, tty = false) =>
    run(['--from', '-', '-o', 'csv', '-r', 'us-east-1'], NO_KEYS, { io: memoryIo({ stdin, tty }) })

  test('--from -: the report is read from stdin', async () => {
    const file = await saved(...CUSTOMER)
    const piped = await read(readFileSync(file, 'utf8'))
    expect(piped).toMatchObject({ exit: 0, err: '' })
    expect(piped.out).toBe((await from(file, ['-o', 'csv', '-r', 'us-east-1'])).out)
  })

  test.each([
    ['nothing', '', false, /stdin is not valid JSON: it is empty/],
    ['another document', '{}', false, /stdin is not a report of kms-audit/],
    ['a terminal', '', true, /stdin is a terminal\. Name a file instead of -, or redirect/],
  ])('--from -: %s is refused in one line', async (_, stdin, tty, words) => {
    const { exit, err } = await read(stdin, tty)
    expect(exit).toBe(2)
    expect(err).toMatch(words)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })
})
