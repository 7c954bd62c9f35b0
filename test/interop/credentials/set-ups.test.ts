import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DIFFERENCES } from './row.ts'
import { TOPICS } from './rows.ts'
import { runSetUp } from '../../aws/credentials/run-set-up.ts'

// The interop suite runs the same set-ups by the AWS CLI and by the built program.
describe.each(Object.entries(TOPICS))('set-ups: %s', (_, rows) => {
  test.each(rows.map(row => [row.title, row] as const))('set-ups: %s', async (_title, { expected, ...setUp }) => {
    const { exit, err, reached } = await runSetUp(setUp)
    if (expected === 'refused') {
      expect(reached).toBeNull()
      expect([2, 3]).toContain(exit)
      expect(err).toMatch(/^kms-audit: /)
      expect(err).not.toMatch(/\bbug\b|\n\s+at /)
    } else {
      expect({ exit, err }).toEqual({ exit: 0, err: '' })
      expect(reached).toMatchObject(expected)
    }
  })
})

test('set-ups: the guide names every intended difference from the AWS CLI, and no other', () => {
  const guide = readFileSync(new URL('../../../.github/guide/credentials.md', import.meta.url), 'utf8')
  const rows = guide.split('## Intended differences')[1]?.match(/^\| (?!Difference|---).*$/gm) ?? []
  const reasons = rows.map(row => row.split('|')[2]?.trim())
  expect(reasons).toEqual(Object.values(DIFFERENCES))
})
