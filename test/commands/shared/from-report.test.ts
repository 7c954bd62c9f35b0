import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unsupported } from '../../../src/simulation/faults/aws-errors.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { findingFormats, formats } from '../../../src/formats/index.ts'
import type { Report } from '../../../src/model/report/report.ts'
import { DAY } from '../../../src/model/time.ts'
import { aWorld, id } from '../../simulation/services/clients.ts'
import { aFinding } from '../../formats/a-finding.ts'
import { aPlace, aRecord } from '../../formats/a-report.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run, type Run } from '../../run.ts'
import { used, busyKey, quietKey } from '../../collect/run/sized-keys.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'long-runs-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

let files = 0

const newFile = (ending = 'json'): string => join(folder, `${++files}.${ending}`)

const json = ['-o', 'json']

describe('--from', () => {
  const world = aWorld([
    busyKey(1),
    quietKey(2),
    simKey({ id: id(3), description: '=1+1 \u001b[31m "x", y\n|', uses: [used(300 * DAY)] }),
  ])
  const argv = ['-r', 'us-east-1,us-west-2']
  const faults = [unsupported({ operation: 'LookupEvents' })]
  let saved: string
  beforeAll(async () => {
    saved = newFile()
    const { exit } = await run([...argv, ...json, '-f', saved], world, { faults })
    expect(exit).toBe(0)
  })

  test.each(Object.keys(formats))(
    '--from: a saved report as %s is the same as that of the audit, without a call',
    async format => {
      const asked = [...argv, ...(findingFormats.some(each => each === format) ? ['--checks'] : [])]
      const from = newFile()
      await run([...asked, ...json, '-f', from], world, { faults })
      const direct = await run([...asked, '-o', format], world, { faults })
      const shown = await run(['--from', from, '-o', format], world)
      expect(shown.exit).toBe(0)
      expect(withoutNext(shown.out)).toBe(withoutNext(direct.out))
      expect(shown.requests).toEqual([])
      const terminal = (words: string[]) =>
        run([...words, '-o', format], world, { faults, io: memoryIo({ env: FAST, tty: true, columns: 200 }) })
      expect(withoutNext((await terminal(['--from', from])).out)).toBe(withoutNext((await terminal(asked)).out))
    },
  )

  test('--from: it needs no Region and no credentials, narrows rows, and ends as the audit did', async () => {
    const shown = async (...words: string[]): Promise<Run> =>
      run(['--from', saved, ...words], world, { io: memoryIo() })
    expect((await shown('--only', 'unused', '-o', 'csv')).out.trim().split('\r\n')).toHaveLength(3)
    expect((await shown('--fail-on', 'unused')).exit).toBe(1)
    expect((await shown('--strict')).exit).toBe(4)
    expect((await shown()).exit).toBe(0)
  })

  test('--from: mutelist and baseline apply to the findings of the report, which is judged first if it has none', async () => {
    const [judged, mutes] = [newFile(), newFile()]
    await run(['--from', saved, '--check', 'alias-missing', ...json, '-f', judged], world)
    const shown = async (...words: string[]): Promise<Report> =>
      JSON.parse((await run(['--from', judged, ...json, ...words], world)).out) as Report
    const before = (await shown()).findings?.filter(({ status }) => status === 'fail') ?? []
    expect(before).not.toEqual([])
    const compared = (await shown('--baseline', judged)).findings?.filter(({ status }) => status === 'fail')
    expect(compared).toEqual(before.map(finding => ({ ...finding, is_new: false })))
    const entry = `{ Regions: ['*'], Resources: ['*'], Reason: agreed }`
    writeFileSync(mutes, `Mutelist: { Accounts: { '*': { Checks: { alias-missing: ${entry} } } } }`)
    const muted = (await shown('--mutelist', mutes)).findings?.filter(({ status }) => status === 'muted')
    expect(muted).toHaveLength(before.length)
    const implied = async (...words: string[]): Promise<Report> =>
      JSON.parse((await run(['--from', saved, ...json, ...words], world, { io: memoryIo() })).out) as Report
    for (const words of [
      ['--baseline', judged],
      ['--mutelist', mutes],
    ])
      expect((await implied(...words)).findings?.length).toBeGreaterThan(before.length)
    const inEnvironment = memoryIo({ env: { KMS_AUDIT_MUTELIST: mutes } })
    expect((await run(['--from', saved], world, { io: inEnvironment })).exit).toBe(0)
  })

  test('--from: --fail-on matches findings that fail, and is refused where they cannot be decided', async () => {
    const judged = newFile()
    await run(['--from', saved, '--check', 'alias-missing', ...json, '-f', judged], world)
    const exitOf = async (path: string): Promise<number> =>
      (await run(['--from', path, '--fail-on', 'low'], world, { io: memoryIo() })).exit
    expect(await exitOf(judged)).toBe(1)
    // An alias is missing, whatever else the report does not hold.
    expect(await exitOf(saved)).toBe(1)
    for (const gate of ['critical', 'policy-public']) {
      const undecided = await run(['--from', saved, '--fail-on', gate], world, { io: memoryIo() })
      expect(undecided).toMatchObject({ exit: 2, out: '' })
      expect(undecided.err).toMatch(/--fail-on \S+ cannot be evaluated: .* was saved without key policies/)
    }
    const other = await run(['--from', judged, '--fail-on', 'policy-public'], world, { io: memoryIo() })
    expect(other).toMatchObject({ exit: 2, out: '' })
    expect(other.err).toMatch(/--fail-on policy-public can never match: .* has no results of that check\. Add --checks/)
  })

  test('--from: a file is written as by the audit', async () => {
    const copy = newFile()
    await run(['--from', saved, ...json, '-f', copy], world)
    expect(readFileSync(copy, 'utf8')).toBe(readFileSync(saved, 'utf8'))
  })

  test.each<[string, string | ((report: Report) => unknown), RegExp]>([
    ['no JSON', 'KeyId,Enabled\r\n', /is not valid JSON/],
    ['half a report', '{"schema_version": 1, "keys": [', /is not valid JSON/],
    ['another JSON document', '{"name": "kms-audit"}', /is not a report of kms-audit/],
    ['a list', '[]', /is not a report of kms-audit/],
    ['null', 'null', /is not a report of kms-audit/],
    ['a report of a later version', report => ({ ...report, schema_version: 2 }), /schema version 2/],
    ['a report without its keys', report => ({ ...report, keys: undefined }), /is not a report of kms-audit/],
    ['a report with keys alone', ({ keys }) => ({ schema_version: 1, keys }), /is not a report of kms-audit/],
    ['a report with keys that are none', report => ({ ...report, keys: [1, null] }), /is not a report of kms-audit/],
    ['a report with half a key', report => ({ ...report, keys: [{ key_id: 'x' }] }), /is not a report of kms-audit/],
    ['a report without gaps', report => ({ ...report, gaps: undefined }), /is not a report of kms-audit/],
    ...(
      [
        ['a time that is none', { generated_at: '\u001b[31mnow' }],
        ['findings that are none', { findings: [null] }],
        ['half a finding', { findings: [{ check: 'rotation-off', severity: 'medium', status: 'fail' }] }],
        ['a finding of an unknown severity', { findings: [aFinding({ severity: 'awful' as never })] }],
        ['a finding of an unknown status', { findings: [aFinding({ status: 'bad' as never })] }],
        ['a finding of a key that is a number', { findings: [aFinding({ key_id: 7 as never })] }],
        ['a finding in a Region that is no host name', { findings: [aFinding({ region: 'a.example/' })] }],
        ['a mute without a reason', { findings: [aFinding({ muted: { status: 'fail' } as never })] }],
        [
          'a place that is no host name',
          { scope: { manager: 'customer', sources: [], places: [aPlace({ region: '' })] } },
        ],
        ['checks that are no list', { scope: { manager: 'customer', sources: [], places: [aPlace()], checks: 'all' } }],
        ['half a check', { scope: { manager: 'customer', sources: [], places: [aPlace()], check_details: { a: {} } } }],
        ['a description that is a number', { keys: [aRecord({ description: 7 as never })] }],
        ['tags that are none', { keys: [aRecord({ tags: ['a'] as never })] }],
      ] as const
    ).map(([what, part]): [string, (report: Report) => unknown, RegExp] => [
      `a report with ${what}`,
      report => ({ ...report, ...part }),
      /is not a report of kms-audit/,
    ]),
  ])('--from: %s is refused in one line', async (_, content, words) => {
    const path = newFile()
    const text =
      typeof content === 'string' ? content : JSON.stringify(content(JSON.parse(readFileSync(saved, 'utf8')) as Report))
    writeFileSync(path, text)
    for (const format of Object.keys(formats)) {
      const { exit, out, err } = await run(['--from', path, '-o', format], world)
      expect({ exit, out }).toEqual({ exit: 2, out: '' })
      expect(err).toMatch(words)
      expect(err.trimEnd().split('\n')).toHaveLength(1)
    }
  })

  test.each([
    ['UTF-16 LE', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 BE', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ])('--from: a report, a baseline and a mutelist in %s are read, as PowerShell writes them', async (_, encoded) => {
    const [judged, report, mutelist] = [newFile(), newFile(), newFile('yaml')]
    await run(['--from', saved, '--checks', ...json, '-f', judged], world)
    writeFileSync(report, encoded(readFileSync(judged, 'utf8')))
    writeFileSync(mutelist, encoded('Mutelist:\r\n  Accounts: {}\r\n'))
    const words = ['--from', report, '-q', '--checks', '--mutelist', mutelist, '--baseline', report]
    expect(await run(words, world)).toMatchObject({ exit: 0, err: '' })
  })

  test.each([
    ['not there', () => join(folder, 'nowhere.json')],
    ['a folder', () => folder],
  ])('--from: a file that is %s is refused in one line', async (_, path) => {
    const { exit, out, err } = await run(['--from', path()], world)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(/^kms-audit: Cannot read .*\n$/)
  })
})

/** The summary proposes another command, which reads the saved report. */
const withoutNext = (text: string): string => text.split('Next: ')[0] ?? ''
