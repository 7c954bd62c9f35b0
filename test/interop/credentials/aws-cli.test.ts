import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { privateCa, type PrivateCa } from '../network/private-ca.ts'
import { HOSTS, runCli, runProgram } from './programs.ts'
import { DIFFERENCES, type Row } from './row.ts'
import { TOPICS } from './rows.ts'

const executable = process.env['KMS_AUDIT_AWS_CLI'] || null
const title = executable === null ? 'AWS CLI (left out: KMS_AUDIT_AWS_CLI names no aws)' : 'AWS CLI'

describe.skipIf(executable === null)(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kms-audit-ca-'))
  let ca: PrivateCa
  beforeAll(() => void (ca = privateCa(folder, HOSTS)))
  afterAll(() => rmSync(folder, { recursive: true }))

  describe.each(Object.entries(TOPICS))('%s', (_, rows) => {
    const same = rows.filter(({ cli }) => cli === undefined)
    test.concurrent.each(same.map(row => [row.title, row] as const))('both agree: %s', async (_title, row) => {
      const [theirs, ours] = await Promise.all([runCli(executable ?? '', row, ca), runProgram(row, ca)])
      expect(ours.outcome, ours.err).toEqual(theirs.outcome)
      expectOutcome(ours.outcome, row.expected, ours.err)
      if (ours.outcome === 'refused') expectWords(ours.err)
    })

    const different = rows.filter((row): row is Row & Required<Pick<Row, 'cli'>> => row.cli !== undefined)
    test.concurrent.each(different.map(row => [row.title, DIFFERENCES[row.cli.why], row] as const))(
      'AWS CLI: an intended difference, %s: %s',
      async (_title, _why, row) => {
        const [theirs, ours] = await Promise.all([runCli(executable ?? '', row, ca), runProgram(row, ca)])
        expectOutcome(theirs.outcome, row.cli.expected, theirs.err)
        expectOutcome(ours.outcome, row.expected, ours.err)
      },
    )
  })

  test('AWS CLI: at least 40 set-ups agree, and every intended difference is tried', () => {
    const rows: Row[] = Object.values(TOPICS).flat()
    expect(rows.filter(({ cli }) => cli === undefined).length).toBeGreaterThan(40)
    const tried = new Set(rows.flatMap(({ cli }) => cli?.why ?? []))
    expect([...tried].toSorted()).toEqual(Object.keys(DIFFERENCES).toSorted())
  })
})

function expectOutcome(outcome: unknown, expected: Row['expected'], err: string): void {
  if (expected === 'refused') expect(outcome, err).toBe('refused')
  else expect(outcome, err).toMatchObject(expected)
}

/** A refusal is a line or two in words. */
function expectWords(err: string): void {
  expect(err).toMatch(/^kms-audit: /)
  expect(err).not.toMatch(/\bbug\b|\n\s+at /)
  expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(2)
}
