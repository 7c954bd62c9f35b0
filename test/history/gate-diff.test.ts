import { expect, test } from 'vitest'
import { diffReports } from '../../src/history/diff-reports.ts'
import { evaluateDiffGates } from '../../src/history/gate-diff.ts'
import type { DiffGateWord } from '../../src/model/history/diff-gate.ts'
import type { KeyRecord, Report } from '../../src/model/report/report.ts'
import { aFinding } from '../formats/a-finding.ts'
import { aPlace, aRecord, aReport } from '../formats/a-report.ts'

const TWO = [aRecord(), aRecord({ key_id: 'other', aliases: [] })]

function gate(word: DiffGateWord, before: Partial<KeyRecord>, after: Partial<KeyRecord>, strict = false) {
  const keys = (different: Partial<KeyRecord>): KeyRecord[] => [{ ...aRecord(), ...different }, TWO[1] as KeyRecord]
  const [old, now] = [aReport({ keys: keys(before) }), aReport({ keys: keys(after) })]
  return evaluateDiffGates(diffReports(old, now, { old: 'a', new: 'b' }), { failOn: [word], strict })
}

test('diff --fail-on: a match is exit code 1, and a line names the keys', () => {
  expect(gate('newly-unused', {}, { disposition: 'stale' })).toEqual({
    exit: 1,
    notes: ['--fail-on newly-unused: 1 change (exit code 1): alias/app.'],
    error: null,
  })
})

test('diff --fail-on: no match is exit code 0', () => {
  expect(gate('used-again', {}, { disposition: 'stale' })).toEqual({ exit: 0, notes: [], error: null })
})

test('diff --fail-on: what is unknown for some keys is said, and decides only with --strict', () => {
  const notes = ['--fail-on newly-unused: no match, but could not compare the last use of 1 key.']
  expect(gate('newly-unused', { disposition: 'unknown' }, {})).toEqual({ exit: 0, notes, error: null })
  expect(gate('newly-unused', { disposition: 'unknown' }, {}, true)).toEqual({ exit: 4, notes, error: null })
})

test('diff --fail-on: a word about something that the reports do not contain cannot be evaluated', () => {
  expect(gate('policy-changed', {}, {})).toMatchObject({
    exit: 4,
    error: '--fail-on policy-changed could not be evaluated: the reports do not contain key policies (exit code 4).',
  })
})

test('diff --fail-on: a word about the use of keys cannot be evaluated if the use of all keys is unknown', () => {
  const keys = TWO.map(key => ({ ...key, disposition: 'unknown' as const }))
  const diff = diffReports(aReport({ keys }), aReport({ keys: TWO }), { old: 'a', new: 'b' })
  expect(evaluateDiffGates(diff, { failOn: ['used-again'], strict: false })).toMatchObject({
    exit: 4,
    error: '--fail-on used-again could not be evaluated: nothing is known about the last use of 2 keys (exit code 4).',
  })
})

const policy = (Action: string[]) => ({
  key_policy: { Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource: '*' }] },
})

test('diff --fail-on: access-gained does not match a policy that gives less', () => {
  const [wide, narrow] = [policy(['kms:Decrypt', 'kms:Sign']), policy(['kms:Sign'])]
  expect(gate('access-gained', wide, narrow).exit).toBe(0)
  expect(gate('access-gained', narrow, wide).exit).toBe(1)
  expect(gate('policy-changed', wide, narrow).exit).toBe(1)
})

const report = (status: 'pass' | 'unknown') => aReport({ findings: [aFinding({ status, detail: '' })] })

test('diff --fail-on: a finding that is unknown now may be new, and a line says so', () => {
  const diff = diffReports(report('pass'), report('unknown'), { old: 'a', new: 'b' })
  expect(evaluateDiffGates(diff, { failOn: ['new-finding'], strict: false })).toEqual({
    exit: 0,
    notes: ['--fail-on new-finding: no match, but could not compare 1 finding.'],
    error: null,
  })
})

const GAP = { account_id: '111122223333', region: 'eu-west-1', key_id: null, operation: 'kms:ListKeys' }

/** The second key is in the old report alone, and the new one could not list all keys, or does not cover the Region. */
const oneSided = (after: Partial<Report>) => diffReports(aReport({ keys: TWO }), aReport(after), { old: 'a', new: 'b' })

const UNLISTED = { gaps: [{ ...GAP, reason: 'throttled' as const, message: '' }] }
const ELSEWHERE = { keys: [], scope: { ...aReport().scope, places: [aPlace({ region: 'us-east-1' })] } }

test.each<[word: DiffGateWord, what: string, after: Partial<Report>, exit: number]>([
  ['key-gone', 'a key could not be listed', UNLISTED, 4],
  ['new-key', 'a key could not be listed', UNLISTED, 4],
  ['any', 'a key could not be listed', UNLISTED, 4],
  ['any', 'the Region was not audited', ELSEWHERE, 4],
  ['newly-unused', 'the Region was not audited', ELSEWHERE, 4],
  ['newly-unused', 'the other key could be compared', UNLISTED, 0],
])('diff --fail-on: the exit code of %s is right if %s', (word, _, after, exit) => {
  expect(evaluateDiffGates(oneSided(after), { failOn: [word], strict: false }).exit).toBe(exit)
})

test('diff --fail-on: a line says that keys are covered by one report alone', () => {
  const { error } = evaluateDiffGates(oneSided(UNLISTED), { failOn: ['any'], strict: false })
  expect(error).toBe(
    '--fail-on any could not be evaluated: only one of the reports covers 1 key that it lists (exit code 4).',
  )
  const { notes } = evaluateDiffGates(oneSided(UNLISTED), { failOn: ['used-again'], strict: false })
  expect(notes).toEqual(['--fail-on used-again: no match, but could not compare the last use of 1 key.'])
})
