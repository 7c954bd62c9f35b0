import { expect, test } from 'vitest'
import { evaluateGates } from '../../src/findings/gate.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { Report } from '../../src/model/report/report.ts'
import type { FailOn } from '../../src/model/options/options.ts'
import { aFinding } from '../formats/a-finding.ts'
import { aPlace, aRecord, aReport } from '../formats/a-report.ts'

/** The exit code, and the lines that say why. */
function gated(report: Report, ...failOn: FailOn[]) {
  const { exit, notes, error } = evaluateGates(report, { failOn, strict: false })
  return { exit, notes, complaints: error === null ? [] : [error] }
}

const key = (number: number, disposition: Report['keys'][number]['disposition']) =>
  aRecord({ key_id: `key-${number}`, aliases: [`alias/${number}`], disposition })
const finding = (number: number, different: Partial<Finding>): Finding =>
  aFinding({ key_id: `key-${number}`, ...different })

test('fail-on: the line names the word, the count, the exit code and the first three keys', () => {
  const keys = [1, 2, 3, 4, 5].map(number => key(number, number === 5 ? 'stale' : 'never'))
  expect(gated(aReport({ keys }), 'unused')).toEqual({
    exit: 1,
    notes: ['--fail-on unused: 5 keys are unused (exit code 1): alias/1, alias/2, alias/3 and 2 more.'],
    complaints: [],
  })
})

test.each<[FailOn, string]>([
  ['in_use', '--fail-on in_use: 1 key is in use (exit code 1): alias/1.'],
  ['stale', '--fail-on stale: 2 keys are stale (exit code 1): alias/2 and alias/3.'],
  ['never', '--fail-on never: 1 key was never used (exit code 1): alias/4.'],
  ['unknown', '--fail-on unknown: the last use of 1 key is unknown (exit code 1): alias/5.'],
])('fail-on: %s', (word, line) => {
  const keys = [key(1, 'in_use'), key(2, 'stale'), key(3, 'stale'), key(4, 'never'), key(5, 'unknown')]
  expect(gated(aReport({ keys }), word).notes).toEqual([line])
})

test('fail-on: each word that matches has a line, and keys of several Regions are distinguished', () => {
  const keys = [key(1, 'stale'), { ...key(2, 'new'), region: 'us-east-1' }]
  const places = [aPlace(), aPlace({ region: 'us-east-1' })]
  const report = aReport({ keys })
  expect(gated({ ...report, scope: { ...report.scope, places } }, 'new', 'never', 'stale').notes).toEqual([
    '--fail-on new: 1 key is new (exit code 1): alias/2 (us-east-1).',
    '--fail-on stale: 1 key is stale (exit code 1): alias/1 (eu-west-1).',
  ])
})

test.each<[FailOn, string]>([
  [
    'high',
    '--fail-on high: 2 findings of severity high or higher (exit code 1): policy-public on alias/1 and trail-missing on account 111122223333.',
  ],
  ['critical', '--fail-on critical: 1 finding of severity critical (exit code 1): policy-public on alias/1.'],
  ['policy-public', '--fail-on policy-public: 1 finding (exit code 1): alias/1.'],
])('fail-on: a gate about findings names the check and the key: %s', (word, line) => {
  const findings = [
    finding(1, { check: 'policy-public', severity: 'critical' }),
    aFinding({ check: 'trail-missing', severity: 'high', region: null, key_id: null }),
    finding(1, { check: 'tags-missing', severity: 'low' }),
  ]
  expect(gated(aReport({ keys: [key(1, 'in_use')], findings }), word)).toMatchObject({ exit: 1, notes: [line] })
})

test('fail-on: with a baseline only new findings count', () => {
  const findings = [finding(1, { is_new: false }), finding(2, { is_new: true })]
  const { notes } = gated(aReport({ keys: [key(1, 'in_use'), key(2, 'in_use')], findings }), 'info')
  expect(notes).toEqual([
    expect.stringMatching(
      /^--fail-on info: 1 new finding of severity info or higher \(exit code 1\): \S+ on alias\/2\.$/,
    ),
  ])
})

test('fail-on: no match while some of it is unknown is said, with exit code 0', () => {
  const keys = [key(1, 'in_use'), key(2, 'unknown')]
  const findings = [finding(1, { status: 'pass' }), finding(2, { status: 'unknown' })]
  const { exit, notes, complaints } = gated(aReport({ keys, findings }), 'unused', 'info')
  expect({ exit, complaints }).toEqual({ exit: 0, complaints: [] })
  expect(notes).toEqual([
    '--fail-on unused: no match, but the last use of 1 of 2 keys is unknown: alias/2.',
    expect.stringMatching(/^--fail-on info: no match, but 1 finding is unknown: \S+ on alias\/2\.$/),
  ])
})

test('fail-on: a word about which nothing is known at all is undecided, with exit code 4', () => {
  const keys = [key(1, 'unknown'), key(2, 'unknown')]
  const findings = [finding(1, { status: 'unknown' }), finding(2, { status: 'unknown' })]
  const report = aReport({ keys, findings })
  expect(gated(report, 'unused')).toEqual({
    exit: 4,
    notes: [],
    complaints: ['--fail-on unused could not be evaluated: the last use of all 2 keys is unknown (exit code 4).'],
  })
  expect(gated(report, 'info').complaints).toEqual([
    '--fail-on info could not be evaluated: all 2 findings are unknown (exit code 4).',
  ])
})

test('fail-on: without a match, and with everything known, nothing is said', () => {
  const keys = [key(1, 'in_use'), { ...key(2, 'unknown'), key_manager: 'AWS' as const }]
  expect(gated(aReport({ keys, findings: [] }), 'unused', 'high')).toEqual({ exit: 0, notes: [], complaints: [] })
})

test('fail-on: a gate whose only decided findings do not apply to their keys cannot be evaluated: exit 4', () => {
  const keys = [key(1, 'in_use'), key(2, 'in_use')]
  const findings = [
    finding(1, { check: 'policy-public', status: 'unknown' }),
    finding(2, { check: 'policy-public', status: 'not_applicable' }),
  ]
  const { exit, complaints } = gated(aReport({ keys, findings }), 'policy-public')
  expect(exit).toBe(4)
  expect(complaints).toEqual([
    '--fail-on policy-public could not be evaluated: the only finding is unknown (exit code 4).',
  ])
})
