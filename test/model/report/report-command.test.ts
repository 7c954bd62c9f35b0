import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { archiveFlag, archiveOptionNames } from '../../../src/archives/registry.ts'
import { localArchiveOptions, reportCommand } from '../../../src/model/report/report-command.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { writeArchive } from '../../archives/generator/write-archive.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run } from '../../run.ts'

const ACCOUNT = '111122223333'
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab'
const NOW = Date.UTC(2026, 10, 22, 9)

let folder = ''
let options: string[] = []

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kms-audit-commands-'))
  const logs = join(folder, 'my logs')
  writeArchive(logs, { since: '2024-01-31', days: 1, eventsPerDay: 20, accounts: [ACCOUNT], regions: ['us-east-1'] })
  options = ['--trail-archive', logs, '--trail-index', join(folder, 'ix')]
})
afterAll(() => rmSync(folder, { recursive: true }))

/** One key that nobody uses. */
const world = (): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      regions: { 'us-east-1': { keys: [simKey({ id: KEY_ID, createdAt: Date.UTC(2021, 1, 1), uses: [] })] } },
    }),
  ],
})

const audited = (...words: string[]) => run(words, world(), { io: memoryIo({ env: FAST }) })

/** Commands of the program that ask about keys. */
const proposed = (text: string): string[] =>
  text.match(/kms-audit (?:-|key|retire plan|activity|advise)[^\n`<]*/g) ?? []

const quoted = (): string => `--trail-archive '${join(folder, 'my logs')}' --trail-index ${join(folder, 'ix')}`

test('report command: words of archives are quoted for a shell', () => {
  const scope = { archive_options: ['--trail-archive', "it's; rm -r x", '--athena', 'a.b@us-east-1'] }
  expect(reportCommand({ scope }, 'key', 'alias/a b')).toBe(
    `kms-audit key 'alias/a b' --trail-archive 'it'\\''s; rm -r x' --athena a.b@us-east-1`,
  )
  expect(reportCommand({ scope: {} }, 'retire', 'plan')).toBe('kms-audit retire plan')
})

test.each([[['--trail-index', 'ix', 'extra']], [['--trail-index', 'a\u202eb']], [['-f', 'x']]])(
  'report command: a report with the words %j proposes none of them',
  archive_options => {
    expect(reportCommand({ scope: { archive_options } }, 'retire', 'plan')).toBe('kms-audit retire plan')
    expect(localArchiveOptions({ scope: { archive_options } })).toEqual([])
  },
)

test.each(archiveOptionNames)('report command: the option of an archive may be proposed: %s', name => {
  const archive_options = [archiveFlag(name), 'x']
  expect(reportCommand({ scope: { archive_options } }, 'key')).toBe(`kms-audit key ${archiveFlag(name)} x`)
})

test('report command: the options about log files on disk are found among others', () => {
  const archive_options = ['--trail-archive', 'a', '--trail-archive=-b', '--trail-index', 'ix', '--lake', 'x']
  expect(localArchiveOptions({ scope: { archive_options } })).toEqual(archive_options.slice(0, -2))
  expect(localArchiveOptions({ scope: {} })).toEqual([])
})

test.each([
  ['an audit', ['--checks', '-o', 'markdown']],
  ['a report in HTML', ['--checks', '-o', 'html']],
  ['findings', ['--checks', '-o', 'json']],
])('proposed commands: those of %s search the same archives', async (_, words) => {
  const { out } = await audited(...words, ...options)
  const text = out.replaceAll('&#39;', "'").replaceAll(String.raw`\"`, '"')
  const commands = proposed(text)
  expect(commands.length).toBeGreaterThan(0)
  expect(commands.filter(command => !command.includes(quoted()))).toEqual([])
})

test('proposed commands: a saved report keeps the options of its archives for later commands', async () => {
  const saved = join(folder, 'saved.json')
  writeFileSync(saved, (await audited('-o', 'json', ...options)).out)
  const plan = await audited('retire', 'plan', '--from', saved, '-o', 'json')
  expect(plan.err).toContain(`Run kms-audit retire plan ${quoted()} without --from, or save the report with`)
  expect(plan.out).toContain(`Run kms-audit retire plan ${quoted()} without --from, or make the report with --checks.`)
  const advice = await audited('advise', '--from', saved)
  expect(advice.out.replaceAll(/\s+/g, ' ')).toContain(`${quoted()}`)
})

test('proposed commands: without an archive, reports and commands do not speak of any', async () => {
  const { report, out } = await audited('--checks', '-o', 'json')
  expect(report().scope).not.toHaveProperty('archive_options')
  expect(out).not.toContain('--trail-')
})
