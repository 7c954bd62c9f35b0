import { expect, test } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import { options, parse } from '../typed-line.ts'

test.each([
  ['publish security-hub', { sinks: ['security-hub'], yes: false, dryRun: false }],
  ['publish security-hub -y', { yes: true }],
  ['--dry-run publish security-hub --yes', { yes: true, dryRun: true }],
])('publish: the destination of %s', (line, publish) => {
  expect(parse(line)).toMatchObject({ command: 'publish', options: { publish } })
  expect(options(line).checks.ids).toEqual(Object.keys(checks))
})

const ids = (line: string): readonly string[] => options(`publish security-hub ${line}`).checks.ids

test('publish: findings are sent, of the checks that are named, or those of a saved report', () => {
  expect(ids('--check rotation-off')).toEqual(['rotation-off'])
  expect(ids('--exclude-check rotation-off')).toHaveLength(Object.keys(checks).length - 1)
  expect(ids('--from a.json --fail-on high')).toEqual([])
  expect(ids('--from a.json --checks')).toEqual(Object.keys(checks))
})
