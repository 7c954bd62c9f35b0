import { expect, test } from 'vitest'
import table from '../../src/formats/diff/table.ts'
import { diffReports } from '../../src/history/diff-reports.ts'
import type { DependentsGapRecord } from '../../src/model/dependents.ts'
import type { KeyRecord, Report } from '../../src/model/report/report.ts'
import { aDependent, aRecord, aReport, aSearchedReport } from '../formats/a-report.ts'
import { PIPED } from '../formats/render.ts'

const searched = (different: Partial<KeyRecord> = {}): Report => aSearchedReport({ keys: [aRecord(different)] })
const diff = (old: Report, now: Report) => diffReports(old, now, { old: 'old.json', new: 'new.json' })
const details = (old: Report, now: Report): string[] =>
  diff(old, now).changes.map(each => `${each.change}: ${each.detail}`)

const volume = aDependent()
const database = aDependent({ type: 'rds-instance', id: 'db1' })
const denied: DependentsGapRecord = { type: 'rds-instance', reason: 'denied', message: 'no policy allows it' }

test('diff: resources that appeared and disappeared are a change', () => {
  const [old, now] = [searched({ dependents: [volume] }), searched({ dependents: [database] })]
  expect(details(old, now)).toEqual(['dependents_changed: + rds-instance db1, - ebs-volume vol-0abc1'])
  expect(details(old, old)).toEqual([])
})

test('diff: a type that did not answer in one of the reports is not compared', () => {
  const [with_, without] = [searched({ dependents: [database] }), searched({ dependents_gaps: [denied] })]
  expect(details(with_, without)).toEqual([])
  expect(details(without, with_)).toEqual([])
})

test('diff: what only a grant or the last use named is not compared', () => {
  const granted = searched({ dependents: [aDependent({ found_by: ['grant', 'cloudtrail'] })] })
  expect(details(granted, searched())).toEqual([])
})

test('diff: a report without a search is named with the option to add, and two of them say nothing', () => {
  const text = [...table.render(diff(aReport(), searched({ dependents: [volume] })), PIPED)].join('')
  expect(text).toMatch(/resources that use keys \(not in old\.json\).* Audit with .*--dependents to compare them\./)
  expect(diff(aReport(), searched()).changes).toEqual([])
  expect(diff(aReport(), aReport()).not_recorded.map(({ subject }) => subject)).not.toContain('dependents')
})

test('diff: without a type that was read in both reports, the key is not comparable', () => {
  const all = ['ebs-volume', 'rds-instance', 's3-bucket'].map(type => ({ ...denied, type }))
  expect(diff(searched({ dependents_gaps: all }), searched()).not_comparable).toEqual([
    expect.objectContaining({ subject: 'dependents', reason: 'no type of resources was read in both reports' }),
  ])
})
