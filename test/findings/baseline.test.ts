import { describe, expect, test } from 'vitest'
import { markNewFindings, toBaseline } from '../../src/findings/baseline.ts'
import type { Finding } from '../../src/model/finding.ts'
import { aFinding, aMutedFinding, reportWith } from '../formats/a-finding.ts'
import { aReport } from '../formats/a-report.ts'

const newsOf = (now: Finding, before: Finding[]): boolean | undefined =>
  markNewFindings(reportWith([now]), toBaseline(reportWith(before), 'old.json')).findings?.[0]?.is_new

const unknown = aFinding({ status: 'unknown' })

describe('is new', () => {
  test.each<[what: string, now: Finding, before: Finding[]]>([
    ['what was not there', aFinding(), []],
    ['what passed', aFinding(), [aFinding({ status: 'pass' })]],
    ['what did not apply', aFinding(), [aFinding({ status: 'not_applicable' })]],
    ['what could not be judged and fails now', aFinding(), [unknown]],
    ['what another check said', aFinding(), [aFinding({ check: 'other' })]],
    ['what another key had', aFinding(), [aFinding({ key_id: 'other' })]],
    ['what another Region had', aFinding(), [aFinding({ region: 'us-east-1' })]],
    ['what another account had', aFinding(), [aFinding({ account_id: '444455556666' })]],
    ['another rule of the same check', aFinding({ rule: 'two' }), [aFinding({ rule: 'one' })]],
    ['what cannot be judged any more', unknown, [aFinding({ status: 'pass' })]],
  ])('baseline: a finding is new: %s', (_, now, before) => expect(newsOf(now, before)).toBe(true))
})

describe('is no news', () => {
  test.each<[what: string, now: Finding, before: Finding[]]>([
    ['what was there', aFinding(), [aFinding()]],
    ['what was there in other words', aFinding({ detail: '7 days left' }), [aFinding({ detail: '8 days left' })]],
    ['what was muted and is not any more', aFinding(), [aMutedFinding()]],
    ['what failed and cannot be judged now', unknown, [aFinding()]],
    ['what still cannot be judged', unknown, [unknown]],
  ])('baseline: a finding is not new: %s', (_, now, before) => expect(newsOf(now, before)).toBe(false))
})

test('baseline: what does not fail is not marked', () => {
  const quiet = [aFinding({ status: 'pass' }), aMutedFinding(), aFinding({ status: 'not_applicable', is_new: true })]
  for (const finding of markNewFindings(reportWith(quiet), toBaseline(reportWith([]), 'old.json')).findings ?? [])
    expect(finding).not.toHaveProperty('is_new')
})

test('baseline: an older mark is removed', () => {
  const marked = reportWith([aFinding({ is_new: true })])
  expect(markNewFindings(marked, toBaseline(marked, 'old.json')).findings?.[0]?.is_new).toBe(false)
})

test('baseline: without checks nothing is marked', () =>
  expect(markNewFindings(aReport(), toBaseline(reportWith(), 'old.json'))).toEqual(aReport()))

test('baseline: one without checks would make every finding new, so it is refused', () => {
  expect(() => toBaseline(aReport(), 'old.json')).toThrow('The baseline old.json contains no findings.')
})

test('baseline: one saved with --only would make the findings of other keys new, so it is refused', () => {
  const whole = reportWith()
  const narrow = { ...whole, scope: { ...whole.scope, only: ['unused'] } }
  expect(() => toBaseline(narrow, 'old.json')).toThrow('The baseline old.json was saved with --only')
})

test('baseline: in one of the same report nothing is new', () => {
  const { findings = [] } = markNewFindings(reportWith(), toBaseline(reportWith(), 'old.json'))
  expect(findings.filter(({ is_new }) => is_new)).toEqual([])
})
