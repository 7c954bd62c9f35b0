import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { main } from '../../src/main.ts'
import type { Report } from '../../src/model/report/report.ts'
import { aRecord, aReport } from '../formats/a-report.ts'
import { memoryIo } from '../memory-io.ts'

const DIRECTORY = mkdtempSync(join(tmpdir(), 'kms-audit-diff-'))
afterAll(() => rmSync(DIRECTORY, { recursive: true }))

function file(name: string, content: unknown): string {
  const path = join(DIRECTORY, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const report = (different: Partial<Report>): Report => aReport({ generated_at: '2026-10-20T06:00:00Z', ...different })
const OLD = file('old.json', report({}))
const NEW = file('new.json', aReport({ keys: [aRecord({ disposition: 'stale', last_used: '2026-08-01 10:00 UTC' })] }))

async function diff(args: readonly string[], settings: Parameters<typeof memoryIo>[0] = {}) {
  const io = memoryIo(settings)
  const exit = await main(['diff', ...args], io)
  return { exit, out: io.out(), err: io.err().replaceAll(`${DIRECTORY}/`, '') }
}

test('diff: a pipe gets one line for each difference, then a summary, and stderr stays empty', async () => {
  const { exit, out, err } = await diff([OLD, NEW])
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(out).toMatch(
    /^newly_unused {2}111122223333 {2}eu-west-1 {2}\S+ {2}alias\/app {2}was in_use, now stale; .*\n\nOld /,
  )
})

test('diff: -o json is one document', async () => {
  const { out } = await diff([OLD, NEW, '-o', 'json'])
  expect(JSON.parse(out)).toMatchObject({ schema_version: 1, summary: { changes: { newly_unused: 1 } } })
})

test('diff: --fail-on makes the exit code 1, and stderr says why', async () => {
  const { exit, err } = await diff([OLD, NEW, '--fail-on', 'newly_unused'])
  expect({ exit, err }).toEqual({
    exit: 1,
    err: 'kms-audit: --fail-on newly-unused: 1 change (exit code 1): alias/app.\n',
  })
})

test('diff: one report can come from stdin', async () => {
  const { exit, out } = await diff(['-', NEW], { stdin: JSON.stringify(report({})) })
  expect(exit).toBe(0)
  expect(out).toContain('Old         stdin: 1 key')
})

test('diff: reports in the wrong order are compared, and stderr says so', async () => {
  const { exit, err } = await diff([NEW, OLD])
  expect(exit).toBe(0)
  expect(err).toContain('so every change reads backwards. Name the older report first.')
})

test('diff: a report that counts other days as unused is counted again', async () => {
  const evidence = {
    source: 'kms',
    status: 'used' as const,
    since: '2026-04-23T00:00:00Z',
    until: '2026-11-20T13:30:00Z',
  }
  const usage = { ...aRecord().usage, evidence: [{ ...evidence, last_used_at: '2026-06-01T00:00:00Z' }] }
  const key = aRecord({ disposition: 'in_use', usage: { ...usage, last_used_at: '2026-06-01T00:00:00Z' } as never })
  const other = file('180-days.json', report({ unused_days: 180, keys: [key] }))
  const { out, err } = await diff([other, NEW])
  expect(err).toMatch(
    /^kms-audit: 180-days\.json counts 180 days without use as unused, and is compared by 90 days\.\n$/,
  )
  expect(out).not.toContain('newly_unused')
})

test.each<[what: string, args: readonly string[], err: RegExp]>([
  ['without reports', [], /^kms-audit: diff requires an old report\. For example: kms-audit diff october\.json /],
  ['with one report', [OLD], /^kms-audit: diff requires a new report\./],
  ['with three reports', [OLD, NEW, NEW], /^kms-audit: Unexpected argument '.*'\. See kms-audit diff --help\.\n$/],
  [
    'with stdin twice',
    ['-', '-'],
    /^kms-audit: Only one of the reports can come from stdin\. Name a file for the other\.\n$/,
  ],
  ['with --demo and reports', [OLD, NEW, '--demo'], /^kms-audit: --demo makes its own reports\./],
  [
    'with an unknown word of --fail-on',
    [OLD, NEW, '--fail-on', 'unused'],
    /^kms-audit: --fail-on takes newly-unused, .*, not 'unused'\./,
  ],
  ['with a format of audits', [OLD, NEW, '-o', 'sarif'], /^kms-audit: diff does not support -o sarif\. Use -o table/],
  ['with an option of audits', [OLD, NEW, '-r', 'all'], /^kms-audit: --region has no effect with kms-audit diff\./],
  ['with a missing file', [join(DIRECTORY, 'none.json'), NEW], /^kms-audit: Cannot read none\.json: .*\n$/],
  [
    'with a file that is cut off',
    [file('cut.json', '{"schema_version": 1,'), NEW],
    /^kms-audit: cut\.json is not valid JSON: .*\n$/,
  ],
  [
    'with a file that is not a report',
    [file('list.json', '[]'), NEW],
    /^kms-audit: list\.json is not a report of kms-audit: /,
  ],
  [
    'with a report of a newer version',
    [file('v2.json', { schema_version: 2 }), NEW],
    /^kms-audit: v2\.json has schema version 2; /,
  ],
])('diff: %s it is wrong usage, in one line', async (_, args, line) => {
  const { exit, out, err } = await diff(args)
  expect({ exit, out }).toEqual({ exit: 2, out: '' })
  expect(err).toMatch(line)
  expect(err.split('\n')).toHaveLength(2)
})
