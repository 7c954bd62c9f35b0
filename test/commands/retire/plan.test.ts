import { ACTING_TYPES } from '../../../src/model/dependents.ts'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { displayWidth } from '../../../src/lib/text/width.ts'
import { main } from '../../../src/main.ts'
import type { KeyRecord, Report } from '../../../src/model/report/report.ts'
import { hostileReport } from '../../formats/hostile-report.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run } from '../../run.ts'
import { sampleWithFewGrants } from '../../sample-world.ts'
import { aDatabase, aReadyKey, aSweptReport, OTHER } from '../../retirement/ready-key.ts'
import { numbered } from '../../retirement/plan/a-plan.ts'

const folder = mkdtempSync(join(tmpdir(), 'retire-plan-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = (name: string): string => join(folder, name)
const NOW = Date.parse('2026-11-20T15:00:00Z')

const saved = path('keys.json')
const save = (report: Report, file = saved): void => writeFileSync(file, JSON.stringify(report))
beforeAll(() => save(aSweptReport([aReadyKey(), numbered(2, { dependents: [aDatabase()] })])))

async function plan(...words: string[]): Promise<{ exit: number; out: string; err: string }> {
  const io = memoryIo()
  const exit = await main(['retire', 'plan', ...words], io, () => NOW)
  return { exit, out: io.out(), err: io.err() }
}

const FILES = ['1-disable.sh', '2-schedule-deletion.sh', 'plan.json', 'rollback.sh', 'runbook.md']

test('retire plan: it writes a directory for each account, and says what comes next', async () => {
  const report = aSweptReport([aReadyKey(), aReadyKey({ account_id: OTHER })])
  save(report, path('two.json'))
  const { exit, out, err } = await plan('--from', path('two.json'), '--out', path('two'))
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(readdirSync(path('two'))).toEqual(['111122223333', OTHER])
  expect(readdirSync(path(`two/${OTHER}`))).toEqual(FILES)
  expect(statSync(path(`two/${OTHER}/1-disable.sh`)).mode & 0o111).toBe(0o111)
  expect(out).toContain('The scripts change nothing without --execute.')
})

test('retire plan: without --out nothing is written', async () => {
  const before = readdirSync(folder)
  const { out } = await plan('--from', saved)
  expect(out).toContain('Nothing was written. Add --out DIR')
  expect(readdirSync(folder)).toEqual(before)
})

test('retire plan: the table shows the waves, what to migrate first, and why others are not planned', async () => {
  const report = aSweptReport([aReadyKey(), numbered(2, { dependents: [aDatabase()] }), numbered(3, { grants: null })])
  save(report, path('three.json'))
  const { out } = await plan('--from', path('three.json'))
  expect(out).toMatch(/^1 +1 {2}ready +\$1\.00 +\$12\.00 {2}2026-12-20 {2}2027-01-19$/m)
  expect(out).toMatch(/^Migrate first.*\n {2}alias\/app {2}eu-west-1 {2}RDS instance orders-db$/m)
  expect(out).toMatch(/^Not planned: 1 key\n {2}1 {2}unknown-grants$/m)
})

test('retire plan: of very many keys and waves the table shows the first', async () => {
  const keys = Array.from({ length: 60 }, (_, number) => numbered(number))
  save(aSweptReport([...keys, ...keys.map(key => ({ ...key, key_state: 'Disabled' }))]), path('many.json'))
  const { out } = await plan('--from', path('many.json'), '--wave-size', '5')
  expect(out).toMatch(/^11 to 12 +10$/m)
  expect(out).toMatch(/^ {2}and 35 more: -o json shows all$/m)
  expect(out).toMatch(/^all +120 /m)
})

test('retire plan: a table of hostile text fits the terminal and holds no control character', async () => {
  save({ ...hostileReport, scope: { ...hostileReport.scope } }, path('hostile.json'))
  const io = memoryIo({ tty: true, columns: 60, env: { NO_COLOR: '1' } })
  expect(await main(['retire', 'plan', '--from', path('hostile.json')], io, () => NOW)).toBe(0)
  const out = io.out()
  expect(out.split('\n').filter(line => displayWidth(line) > 60)).toEqual([])
  // oxlint-disable-next-line no-control-regex
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  expect(out).not.toMatch(/\bNever\b/)
})

test('retire plan: the same plan is written again: what was changed or removed is restored, and logs stay', async () => {
  const directory = path('again')
  await plan('--from', saved, '--out', directory)
  const account = join(directory, '111122223333')
  const first = readFileSync(join(account, 'plan.json'), 'utf8')
  writeFileSync(join(account, 'rollback.sh'), 'edited')
  rmSync(join(account, 'runbook.md'))
  writeFileSync(join(account, 'actions.ndjson'), '{}\n')
  expect(await plan('--from', saved, '--out', directory)).toMatchObject({ exit: 0, err: '' })
  expect(readFileSync(join(account, 'rollback.sh'), 'utf8')).toContain('restore_key')
  expect(readFileSync(join(account, 'plan.json'), 'utf8')).toBe(first)
  expect(readdirSync(account)).toEqual([...FILES, 'actions.ndjson'].toSorted())
})

test.each<[what: string, prepare: (directory: string) => Promise<unknown> | void, message: string]>([
  [
    'with other files',
    directory => {
      mkdirSync(directory)
      writeFileSync(join(directory, 'notes.txt'), '')
    },
    'exists, and contains other files than plans of kms-audit.',
  ],
  [
    'with another plan',
    directory => plan('--from', saved, '--out', directory, '--watch-days', '60'),
    'contains another plan, from the report of 2026-11-20T14:30:22Z.',
  ],
  [
    'with an edited plan.json',
    async directory => {
      await plan('--from', saved, '--out', directory)
      const file = join(directory, '111122223333/plan.json')
      writeFileSync(file, readFileSync(file, 'utf8').replace('"wave_size": 10', '"wave_size": 99'))
    },
    'was changed after kms-audit wrote it: its digest does not match.',
  ],
  [
    'with a truncated plan.json',
    async directory => {
      await plan('--from', saved, '--out', directory)
      const file = join(directory, '111122223333/plan.json')
      writeFileSync(file, readFileSync(file, 'utf8').slice(0, 1000))
    },
    'is not valid JSON: ',
  ],
  [
    'with the plan of another account',
    async directory => {
      await plan('--from', saved, '--out', directory)
      const text = readFileSync(join(directory, '111122223333/plan.json'), 'utf8')
      mkdirSync(join(directory, OTHER))
      writeFileSync(join(directory, `${OTHER}/plan.json`), text)
    },
    'is a plan for account 111122223333.',
  ],
  ['that is a file', directory => writeFileSync(directory, ''), 'it is not a directory.'],
])(
  'retire plan: an output directory %s is refused in one line, exit 2, and nothing is written',
  async (what, prepare, message) => {
    const directory = path(what.replaceAll(' ', '-'))
    await prepare(directory)
    const before = statSync(directory).isDirectory() ? readdirSync(directory, { recursive: true }) : null
    const { exit, out, err } = await plan('--from', saved, '--out', directory)
    expect([exit, out]).toEqual([2, ''])
    expect(err).toContain(message)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(statSync(directory).isDirectory() ? readdirSync(directory, { recursive: true }) : null).toEqual(before)
  },
)

test('retire plan: an empty directory is used, and a new one may be below others that do not exist', async () => {
  mkdirSync(path('empty'))
  expect((await plan('--from', saved, '--out', path('empty'))).exit).toBe(0)
  expect((await plan('--from', saved, '--out', path('new/below'))).exit).toBe(0)
  expect([readdirSync(path('empty')), readdirSync(path('new/below'))]).toEqual([['111122223333'], ['111122223333']])
})

test('retire plan: a saved report without dependents, policies, grants and tags gives a plan, and says which command to run', async () => {
  const fields = ['dependents', 'dependents_gaps', 'key_policy', 'grants', 'tags']
  const bare = Object.fromEntries(Object.entries(aReadyKey()).filter(([name]) => !fields.includes(name)))
  const report = aSweptReport([bare as unknown as KeyRecord])
  save({ ...report, scope: { ...report.scope, dependents: undefined as never } }, path('bare.json'))
  const { exit, out, err } = await plan('--from', path('bare.json'), '--out', path('bare'))
  expect(exit).toBe(0)
  expect(out).toContain('No key can be retired now.')
  expect(err).toBe(
    `kms-audit: ${path('bare.json')} was saved without the resources that reference keys, key policies, grants and tags, so no key is ready. ` +
      'Run kms-audit retire plan without --from, or save the report with kms-audit --dependents --checks -o json.\n',
  )
  const { not_planned } = JSON.parse(readFileSync(path('bare/111122223333/plan.json'), 'utf8')) as {
    not_planned: { readiness: string; reasons: { id: string }[] }[]
  }
  expect(not_planned[0]?.readiness).toBe('review')
  expect(not_planned[0]?.reasons.map(({ id }) => id)).toContain('unread-policy')
})

test('retire plan: a report without dependents plans no wave, because AWS acts on resources of disabled keys', async () => {
  const report = aSweptReport([aReadyKey({ dependents: undefined as never, dependents_gaps: undefined as never })])
  save({ ...report, scope: { ...report.scope, dependents: undefined as never } }, path('unswept.json'))
  const { out } = await plan('--from', path('unswept.json'))
  expect(out).toMatch(/^ +1 {2}acting-types-unread$/m)
  expect(out).not.toContain('Wave 1: disable')
})

test('retire plan: a report that lists dependents without what could not be read is refused', async () => {
  save(aSweptReport([aReadyKey({ dependents_gaps: undefined as never })]), path('edited.json'))
  const refused = await plan('--from', path('edited.json'))
  expect(refused).toMatchObject({ exit: 2, out: '' })
  expect(refused.err).toContain('keys[0].dependents_gaps is missing')
})

test.each([
  ['was not asked', { types: [], gaps: [] }],
  ['is a gap', { types: ACTING_TYPES, gaps: [{ type: 'dynamodb-table', reason: 'denied' as const, message: 'no' }] }],
])('retire plan: no key is in a wave if a type on which AWS acts %s', async (_, { types, gaps }) => {
  const { scope, ...report } = aSweptReport([aReadyKey({ dependents_gaps: gaps })])
  const asked = types.map(id => ({ id, singular: id, plural: id }))
  save({ ...report, scope: { ...scope, dependents: { types: asked, from: 'lists' } } }, path('narrow.json'))
  const { out } = await plan('--from', path('narrow.json'))
  expect(out).toMatch(/^ +1 {2}acting-types-unread$/m)
  expect(out).not.toContain('Wave 1: disable')
})

test.each([
  ['terraform', [{ TagKey: 'ManagedBy', TagValue: 'Terraform\nresource "x" {}' }], 'resource "aws_kms_key" "NAME" {'],
  [
    'cloudformation',
    [
      { TagKey: 'aws:cloudformation:stack-name', TagValue: 'shop' },
      { TagKey: 'aws:cloudformation:logical-id', TagValue: 'OrdersKey' },
    ],
    'OrdersKey:\n  Type: AWS::KMS::Key\n  Properties:\n    Enabled: false\n    PendingWindowInDays: 30\n',
  ],
])(
  'retire plan: -o %s shows what to change in the code, with text of the account in comments',
  async (format, tags, block) => {
    save(aSweptReport([aReadyKey({ tags, description: 'a\nb' })]), path(`${format}.json`))
    const { out } = await plan('--from', path(`${format}.json`), '-o', format)
    expect(out).toContain(block)
    expect(out).toContain(String.raw`# Description: a\nb`)
    expect(out.split('\n').filter(line => line.startsWith('resource "x"'))).toEqual([])
  },
)

test('retire plan: -o json prints the plans of all accounts', async () => {
  const { out } = await plan('--from', saved, '-o', 'json')
  expect((JSON.parse(out) as { kind: string }[]).map(({ kind }) => kind)).toEqual(['kms-audit-retirement-plan'])
})

test('retire plan: an interrupted audit writes nothing', async () => {
  const io = memoryIo({ env: FAST })
  const onRequest = (): void => io.signal('SIGINT')
  const { exit } = await run(['retire', 'plan', '--out', path('interrupted')], sampleWithFewGrants(NOW), {
    io,
    onRequest,
  })
  expect(exit).toBe(130)
  expect([io.out(), existsSync(path('interrupted'))]).toEqual(['', false])
  expect(io.err()).toContain('Interrupted before the plan was ready. Nothing was written.')
})

test.each([
  ['an unknown action', ['retire', 'plans'], "Unknown action 'plans'. Did you mean plan?"],
  ['a directory', ['retire', 'plan', 'x'], 'x'],
  ['--only', ['retire', 'plan', '--only', 'unused'], 'The plan says for every key whether it can be retired.'],
  ['a long watch', ['retire', 'plan', '--watch-days', '90'], '--watch-days takes a whole number from 1 to 85'],
  [
    'options of an audit with --from',
    ['retire', 'plan', '--from', 'x', '-p', 'dev'],
    '--profile has no effect with retire plan --from.',
  ],
])('retire plan: %s is wrong usage, exit 2', async (_, words, message) => {
  const io = memoryIo()
  expect(await main(words, io, () => NOW)).toBe(2)
  expect(io.err()).toContain(message)
})
