import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { diffFormatIds } from '../../src/formats/diff/index.ts'
import { trendFormatIds } from '../../src/formats/trend/index.ts'
import { main } from '../../src/main.ts'
import { CHANGE_KINDS, type ReportDiff } from '../../src/model/history/report-diff.ts'
import type { ReportTrend } from '../../src/model/history/report-trend.ts'
import { memoryIo } from '../memory-io.ts'

const DIRECTORY = mkdtempSync(join(tmpdir(), 'kms-audit-history-'))
afterAll(() => rmSync(DIRECTORY, { recursive: true }))

const NOW = Date.UTC(2026, 10, 20, 14, 30)

/** Runs the demo of a command once, with an output in each format. */
async function demo(command: string, formats: readonly string[]) {
  const io = memoryIo()
  const files = formats.map(id => [id, join(DIRECTORY, `${command}.${id}`)] as const)
  const exit = await main([command, '--demo', ...files.flatMap(([id, file]) => ['-o', `${id}=${file}`])], io, () => NOW)
  const texts = new Map(files.map(([id, file]) => [id, readFileSync(file, 'utf8')]))
  return { exit, out: io.out(), err: io.err(), texts }
}

test('diff --demo: every format has the changes of a month, and stderr stays empty', async () => {
  const { exit, out, err, texts } = await demo('diff', diffFormatIds)
  expect({ exit, out, err }).toEqual({ exit: 0, out: '', err: '' })
  for (const [id, text] of texts) {
    expect([id, text]).toEqual([id, expect.stringContaining('alias/feature-store')])
    expect([id, text.includes('Never')]).toEqual([id, false])
  }
  const { summary, savings, old, new: now } = JSON.parse(texts.get('json') ?? '') as ReportDiff
  expect(Object.keys(summary.changes)).toEqual(CHANGE_KINDS.filter(kind => kind in summary.changes))
  expect(summary.changes).toMatchObject({ newly_unused: 1, used_again: 1, new_key: 1, key_gone: 1, policy_changed: 1 })
  expect(savings.realized_keys).toBe(1)
  expect([old.generated_at, now.generated_at]).toEqual(['2026-10-19T14:30:00Z', '2026-11-20T14:30:00Z'])
})

test('trend --demo: every format has six months, and stderr stays empty', async () => {
  const { exit, out, err, texts } = await demo('trend', trendFormatIds)
  expect({ exit, out, err }).toEqual({ exit: 0, out: '', err: '' })
  for (const [id, text] of texts) {
    expect([id, text]).toEqual([id, expect.stringContaining('2026-06')])
    expect([id, text.includes('Never')]).toEqual([id, false])
  }
  const { months, silent_keys } = JSON.parse(texts.get('json') ?? '') as ReportTrend
  expect(months).toHaveLength(6)
  expect(months.at(-1)?.realized_total).toBeGreaterThan(0)
  expect(silent_keys.map(({ outcome }) => outcome)).toContain('pending_deletion')
})
