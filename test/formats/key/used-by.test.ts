import { describe, expect, test } from 'vitest'
import json from '../../../src/formats/json.ts'
import markdown from '../../../src/formats/key/markdown.ts'
import table from '../../../src/formats/key/table.ts'
import { aboutKey } from '../../../src/commands/shared/about-key.ts'
import type { KeyRecord, Report } from '../../../src/model/report/report.ts'
import { aDependent, aRecord, aReport, aSearchedReport } from '../a-report.ts'
import { render } from '../render.ts'

const database = aDependent({
  type: 'rds-instance',
  id: 'db1',
  found_by: ['list', 'grant'],
  when_unusable: 'within-hours',
  consequence: 'RDS stops the instance',
  acts_on_disabled: true,
  irreversible_after_days: 7,
  fails_silently: false,
})

/** The section as one line. */
function usedBy(report: Report): string {
  const [, section = ''] = /\nUsed by.*?\n([^]*?)\n\n/.exec(render(table, report)) ?? []
  return section.replaceAll(/\s+/g, ' ').trim()
}
const ofKey = (different: Partial<KeyRecord>): string => usedBy(aSearchedReport({ keys: [aRecord(different)] }))

describe('key', () => {
  test('key: each dependent has its id, what happens to it, until when, and how it was found', () => {
    const [, row] = render(
      markdown,
      aSearchedReport({ keys: [aRecord({ dependents: [aDependent(), database] })] }),
    ).split('| --- | --- | --- |\n')
    expect(row?.split('\n').slice(0, 2)).toEqual([
      '| RDS instance `db1` | within hours, even if the key is only disabled: RDS stops the instance; cannot be undone after 7 days | list, grant |',
      '| EBS volume `vol-0abc1` | on next start: the next attach or start fails | list |',
    ])
  })

  test('key: resources that are alike share a row, and a long one counts the others', () => {
    const volumes = Array.from({ length: 40 }, (_, index) => aDependent({ id: `vol-${index}` }))
    const text = render(markdown, aSearchedReport({ keys: [aRecord({ dependents: volumes })] }))
    expect(text).toContain('### Used by (40)')
    expect(text).toContain('| 40 EBS volumes: `vol-0`, ')
    expect(text).toContain('`vol-11` and 28 more, see `-o` json |')
  })

  test('key: a part of a day is in hours', () => {
    expect(ofKey({ dependents: [{ ...database, irreversible_after_days: 20 / 24 }] })).toContain('after 20 hours')
  })

  test('key: resources whose data needed the key, by log files, have their last day, the latest first', () => {
    const data_of = [
      { type: 'ebs-volume', singular: 'EBS volume', id: 'vol-9', last_seen_on: '2023-05-01' },
      { type: 'secret', singular: 'secret', id: 'orders', last_seen_on: '2024-02-17' },
    ]
    const words = ofKey({ dependents: [], data_of })
    expect(words).toMatch(/Used by data of .*secret orders .*2024-02-17.*EBS volume vol-9 .*2023-05-01/)
    expect(words).toContain('No reference found in')
  })

  test('key: types that were not read are named with the reason', () => {
    const words = ofKey({
      dependents_gaps: [
        { type: 's3-bucket', reason: 'denied', message: '' },
        { type: 'rds-instance', reason: 'not_enabled', message: '' },
      ],
    })
    expect(words).toContain('No reference found in 1 of 3 types.')
    expect(words).toContain('Not read, or only in part: S3 buckets (denied); RDS instances (not enabled).')
  })

  test('key: resources that report no error while the key is disabled are counted', () => {
    expect(ofKey({ dependents: [aDependent(), database] })).toContain('1 resource reports no error while')
  })

  test('key: without a search it says how to search, and never that there are no dependents', () => {
    expect(usedBy(aReport())).toMatch(/^Not searched\. .* --dependents$/)
  })

  test('key: keys of other accounts are not about the key', () => {
    const foreign = [{ key_arn: 'arn', account_id: '111122223333', region: 'eu-west-1', dependents: [aDependent()] }]
    const report = aboutKey(aSearchedReport({ foreign_keys: foreign }))
    expect(JSON.parse(render(json, report))).not.toHaveProperty('foreign_keys')
  })
})
