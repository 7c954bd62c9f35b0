import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formats } from '../../src/formats/index.ts'
import { parseReport } from '../../src/report/saved-report.ts'
import type { Report } from '../../src/model/report/report.ts'
import { memoryIo } from '../memory-io.ts'
import { main } from '../../src/main.ts'

/** Reports of the sample account that earlier versions wrote, each named for what its version did differently. */
const FOLDER = new URL('./earlier/', import.meta.url)
const files = readdirSync(FOLDER)
const read = (file: string): Report => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Report

async function show(document: unknown, ...argv: string[]) {
  const io = memoryIo({ stdin: JSON.stringify(document) })
  const exit = await main(['--from', '-', ...argv], io)
  return { exit, out: io.out(), err: io.err() }
}

test('earlier report: there are some', () => expect(files.length).toBeGreaterThan(3))

describe.each(files)('earlier report %s:', file => {
  const report = read(file)

  test('earlier report: every format shows it', async () => {
    for (const format of Object.keys(formats)) {
      const { exit, out, err } = await show(report, '-o', format, '-q')
      expect({ format, exit, err }).toEqual({ format, exit: 0, err: '' })
      expect(out).toContain(report.keys[0]?.account_id)
    }
  })

  test('earlier report: options that need no AWS work on it', async () => {
    const { exit, out } = await show(
      report,
      '--unused-days',
      '30',
      '--price-per-key',
      '2',
      '--key',
      'alias/*',
      '-o',
      'csv',
    )
    expect({ exit, rows: out.trimEnd().split('\r\n').length }).toEqual({ exit: 0, rows: 1 + named(report).length })
  })

  test('earlier report: checks can judge it, and what it does not record is unknown', async () => {
    const { exit, out } = await show(report, '--check', 'key-unused,grant-broad', '-o', 'json')
    expect(exit).toBe(0)
    const { findings = [] } = JSON.parse(out) as Report
    const unused = findings.filter(({ check }) => check === 'key-unused')
    expect(unused.map(({ status }) => status)).toContain('fail')
    const grants = findings.filter(({ check }) => check === 'grant-broad').map(({ status }) => status)
    expect(new Set(grants)).not.toContain('pass')
  })

  test('earlier report: it has every field that this version requires, and keeps its own', async () => {
    const later = { ...report, novelty: { a: 1 }, keys: report.keys.map(key => ({ ...key, novelty: [1] })) }
    const upgraded = await parseReport(later, 'report')
    expect(upgraded).toMatchObject({ novelty: { a: 1 }, savings: { is_lower_bound: true } })
    expect(upgraded.keys.every(key => 'novelty' in key && Array.isArray(key.findings_unknown))).toBe(true)
  })

  test('earlier report: one of a newer schema version is refused in one line', async () => {
    const { exit, out, err } = await show({ ...report, schema_version: 2 })
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(
      /^kms-audit: stdin has schema version 2; this kms-audit reads version 1\. Upgrade kms-audit[^\n]*\n$/,
    )
  })
})

const named = ({ keys }: Report) => keys.filter(({ aliases }) => aliases.length > 0)
