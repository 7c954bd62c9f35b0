import { expect, test } from 'vitest'
import html from '../../src/formats/html.ts'
import type { KeyRecord, Report } from '../../src/model/report/report.ts'
import { aFinding, reportWith } from './a-finding.ts'
import { aRecord, aReport, anUnreadableRecord, SILENT } from './a-report.ts'
import { hostileReport } from './hostile-report.ts'
import { render } from './render.ts'

interface KeysData {
  columns: { title: string }[]
  keys: [cells: unknown[], ranks: unknown[], values: number[][], arn: number, lines: number[]][]
  arns: string[]
  labels: [kind: string, label: string][]
  labelOf: number[]
  texts: string[]
}

const dataOf = (text: string): KeysData =>
  JSON.parse(/<script type="application\/json" id="keys-data">([^]*?)<\/script>/.exec(text)?.[1] ?? '') as KeysData

/** What opens below the n-th row: `label: text`. */
function linesOf(text: string, row = 0): string[] {
  const { keys, arns, labels, labelOf, texts } = dataOf(text)
  const [cells = [], , , arn = 0, lines = []] = keys[row] ?? []
  const id = (cells[0] as string[])[1] ?? ''
  const put = (part: string): string =>
    part.replaceAll('\u0001', (arns[arn] ?? '').replace('\u0002', id)).replaceAll('\u0002', id)
  return lines.map(line => `${labels[labelOf[line] ?? 0]?.[1]}: ${put(texts[line] ?? '')}`)
}

const NEVER: Partial<KeyRecord> = {
  last_used: 'Never',
  disposition: 'never',
  usage: {
    ...SILENT,
    status: 'never',
    source: 'kms',
    evidence: [{ source: 'kms', status: 'not_observed', since: '2026-04-23T00:00:00Z', until: '2026-11-20T13:30:22Z' }],
  },
}

test('html: the word Never is only in Last Used, once in the table and once in the data', () => {
  const text = render(html, reportWith())
  expect(text).not.toContain('Never')
  const one = render(html, aReport({ keys: [aRecord(NEVER)] }))
  expect(one.match(/Never/g)).toHaveLength(2)
})

test('html: below a row are sources with the time that they saw, gaps, the ARN and findings with remedies', () => {
  const finding = aFinding({ remedy: `aws kms get-key-policy --key-id ${aRecord().key_id}` })
  const gaps: Report['gaps'] = [
    {
      account_id: '111122223333',
      region: 'eu-west-1',
      key_id: aRecord().key_id,
      operation: 'kms:ListGrants',
      reason: 'denied',
      message: 'Not allowed',
    },
  ]
  const lines = linesOf(render(html, aReport({ keys: [aRecord(NEVER)], findings: [finding], gaps })))
  expect(lines).toEqual(
    expect.arrayContaining([
      'kms: no use; seen from 2026-04-23 00:00 UTC until 2026-11-20 13:30 UTC',
      'Gap: denied: kms:ListGrants: Not allowed',
      `ARN: ${aRecord().key_arn}`,
      'critical: policy-public: Everybody may call kms:Decrypt.',
      `Remedy: aws kms get-key-policy --key-id ${aRecord().key_id}`,
      'Not read: The audit reads policies, rotation, grants and tags only for checks: add --checks.',
    ]),
  )
})

test('html: a fact that could not be read is unknown, and one that was not asked for has no line', () => {
  const lines = linesOf(render(html, aReport({ keys: [aRecord({ key_policy: null, grants: [] })] })))
  expect(lines).toContain('Key policy: Unknown: it could not be read (see the gaps)')
  expect(lines).toContain('Grants: none')
  expect(lines.filter(line => line.startsWith('Rotation'))).toEqual([])
})

test('html: above 20,000 keys it keeps the unused and failing ones, and says so', () => {
  const keys = Array.from({ length: 20_001 }, (_, number) =>
    aRecord({
      key_id: `${number}`.padStart(36, '0'),
      ...(number < 3 ? NEVER : {}),
      findings: number === 9 ? ['rotation-off'] : [],
    }),
  )
  const text = render(html, aReport({ keys }))
  expect(dataOf(text).keys).toHaveLength(4)
  expect(text).toContain(
    'The report has 20,001 keys. To keep this file small, the table shows the 4 keys that are unused or fail a check.',
  )
})

test('html: without checks, request counts or sources it says what is missing, and how to get it', () => {
  const { request_days: _, ...report } = aReport()
  const text = render(html, { ...report, scope: { ...report.scope, sources: [] } })
  expect(text).toContain('<code>kms-audit --checks</code>')
  expect(text).toContain('<code>kms-audit --source auto</code>')
  expect(text).toContain('not counted (--no-requests)')
})

test('html: a cost that is not known is Unknown, never 0', () => {
  const text = render(
    html,
    aReport({
      keys: [anUnreadableRecord()],
      savings: {
        ...aReport().savings,
        monthly_cost: null,
        annual_cost: null,
        monthly_savings: null,
        annual_savings: null,
      },
    }),
  )
  expect(text).toContain('<dt>Cost a month</dt><dd class="number">Unknown</dd>')
  expect(text).toContain('Savings are unknown, because no prices are known')
})

test('html: hostile text adds no element and no attribute', () => {
  const text = render(html, hostileReport).replace(/<(style|script)\b[^]*?<\/\1>/g, '')
  expect(text).not.toMatch(/<(script|img|b|i|iframe|form)\b/)
  expect(text).not.toMatch(/<[^>]*\s(on\w+|style)=/)
})
