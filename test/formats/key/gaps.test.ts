import { expect, test } from 'vitest'
import table from '../../../src/formats/key/table.ts'
import { aRecord, aSearchedReport } from '../a-report.ts'
import { render } from '../render.ts'

const DENIED = { reason: 'denied', message: 'no policy allows it' } as const

const searched = (from: string): string => {
  const key = aRecord({ dependents_gaps: [{ type: 's3-bucket', ...DENIED }] })
  const { account_id, region } = key
  const gap = { account_id, region, key_id: null, operation: 's3:GetBucketEncryption', ...DENIED }
  const report = aSearchedReport({ keys: [key], gaps: [gap] })
  return render(table, { ...report, scope: { ...report.scope, dependents: { types: [], from } } })
}

test.each([
  ['lists', '--dependents s3-bucket\n'],
  ['config:org@eu-west-1', '--dependents s3-bucket --dependents-from config:org@eu-west-1\n'],
])('key: the command for the missing permissions includes the denied types of a search by %s', (from, words) =>
  expect(searched(from)).toMatch(new RegExp(`kms-audit permissions key arn:\\S+ ${words}`)),
)
