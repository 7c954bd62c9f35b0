import { expect, test } from 'vitest'
import { runbookText } from '../../src/retirement/runbook/runbook.ts'
import { aDatabase, aDependent, aSweptReport } from './ready-key.ts'
import { numbered, planFor } from './plan/a-plan.ts'

test('runbook: it has the steps with their last day, and how to undo them', () => {
  const text = runbookText(planFor([numbered(1)]))
  expect(text).toContain('Step 1, until 2026-11-27: `sh 1-disable.sh`')
  expect(text).toContain('## Rollback')
})

test('runbook: the watch searches the archives of the plan, too', () => {
  const { scope } = aSweptReport([])
  const plan = planFor([numbered(1)], {}, { scope: { ...scope, archive_options: ['--trail-index', '/logs/my ix'] } })
  expect(runbookText(plan)).toContain("best once a day: `kms-audit retire watch . --trail-index '/logs/my ix'`.")
  expect(runbookText(plan)).toContain("says quiet: `kms-audit retire watch . --trail-index '/logs/my ix'`, then")
})

test('runbook: it says in how many types no reference was found, never that there are none', () => {
  const gap = { type: 'secret', reason: 'denied', message: '' } as const
  const text = runbookText(planFor([numbered(1, { dependents_gaps: [gap] })]))
  expect(text).toContain('no reference found in 7 of 8 types of resources')
  expect(runbookText(planFor([numbered(1)], {}, { scope: { ...planScope } }))).toContain('Not searched: rds-instance')
})

const planScope = { manager: 'customer', sources: ['kms'], places: [] } as const as never as {
  manager: 'customer'
  sources: string[]
  places: []
}

test('runbook: resources that fail silently are to be checked by hand', () => {
  const text = runbookText(planFor([numbered(1, { dependents: [aDependent()] })]))
  expect(text).toContain('`EBS volume vol-0abc`, found in 8 of 8 types')
  expect(text).toContain('a quiet watch proves nothing for them')
})

test('runbook: it lists what to migrate first, and when it would be lost', () => {
  const text = runbookText(planFor([numbered(1, { dependents: [aDatabase()] })]))
  expect(text).toContain('| `alias/app` | eu-west-1 | `RDS instance orders-db` | RDS stops the instance | 7 days |')
  expect(text).not.toContain('## Steps')
})

test('runbook: text of the account cannot become Markdown', () => {
  const description = '| x |\n# Heading\n<script>alert(1)</script> [link](http://evil.example) @team `code`'
  const text = runbookText(planFor([numbered(1, { description, aliases: ['alias/`x` | @team'] })]))
  expect(text.split('\n').filter(line => line.startsWith('# '))).toHaveLength(1)
  expect(text).toContain(String.raw`\n# Heading\n<script>`)
  expect(text).not.toMatch(/^<script>/m)
})
