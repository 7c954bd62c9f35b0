import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { withWholePaths } from '../../../../src/commands/retire/plan/whole-paths.ts'
import { aReport } from '../../../formats/a-report.ts'

test.each([
  ['--trail-archive logs', `--trail-archive ${resolve('logs')}`],
  ['--trail-index=ix', `--trail-index=${resolve('ix')}`],
  ['--trail-index /logs/ix', '--trail-index /logs/ix'],
  ['--athena audit.trail@us-east-1', '--athena audit.trail@us-east-1'],
])('retire plan: in the runbook, %s is %s', (typed, whole) => {
  const report = aReport()
  const scope = { ...report.scope, archive_options: typed.split(' ') }
  expect(withWholePaths({ ...report, scope }).scope.archive_options).toEqual(whole.split(' '))
})
