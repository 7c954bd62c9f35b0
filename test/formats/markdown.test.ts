import fc from 'fast-check'
import { expect, test } from 'vitest'
import markdown from '../../src/formats/markdown.ts'
import { anyText } from '../any-text.ts'
import { randomRuns } from '../random-runs.ts'
import { aFinding } from './a-finding.ts'
import { aPlace, aRecord, aReport } from './a-report.ts'
import { hostileReport } from './hostile-report.ts'
import { REFERENCES, renderedMarkdown, rowsIn, searchedText, tagsIn } from './rendered-markdown.ts'
import { render } from './render.ts'

const LIMIT = 65_000
const GAP = { account_id: '111122223333', region: null, key_id: null, reason: 'denied', message: 'Denied.' } as const
const OWN_TAGS = ['h2', 'h3', 'p', 'strong', 'ol', 'ul', 'li', 'code', 'pre', 'details', 'summary']
const TABLE_TAGS = ['table', 'thead', 'tbody', 'tr', 'th', 'td']

/** Lists what a reader should never see: foreign tags, and rows of another width than their table. */
function faults(text: string): unknown[] {
  const html = renderedMarkdown(text)
  const foreign = tagsIn(html).filter(tag => ![...OWN_TAGS, ...TABLE_TAGS].includes(tag))
  const uneven = rowsIn(html).filter(rows => new Set(rows).size > 1)
  const references = REFERENCES.exec(searchedText(html)) ?? []
  return [...foreign, ...uneven, ...references]
}

test('markdown: hostile texts become no link, mention, reference, tag or row', () => {
  const text = render(markdown, hostileReport)
  expect(faults(text)).toEqual([])
  expect(rowsIn(renderedMarkdown(text)).at(-1)).toHaveLength(hostileReport.keys.length + 1)
})

test('markdown: the numbers, the unused keys and the gaps can be read without opening a part', () => {
  const [visible = ''] = render(markdown, hostileReport).split('<details>')
  expect(visible).toContain('**7 of 20 keys are unused:**')
  expect(visible).toContain('### What could not be read')
  expect(visible).toContain('### Unused keys')
})

test('markdown: of many keys the ten unused ones that cost most are shown, and what does not fit is counted', () => {
  const keys = Array.from({ length: 5000 }, (_, number) =>
    aRecord({ key_id: String(number), disposition: 'stale', cost: { key: number, basis: 'base', requests: 0 } }),
  )
  const text = render(markdown, aReport({ keys }))
  expect(text.length).toBeLessThan(LIMIT)
  const [, worst = ''] = /### Unused keys\n\n([^]*?)\n\n/.exec(text) ?? []
  expect(Array.from(worst.matchAll(/`(\d+)`/g), ([, id]) => id)).toEqual(
    Array.from({ length: 10 }, (_, index) => String(4999 - index)),
  )
  const shown = rowsIn(renderedMarkdown(text)).at(-1)?.length ?? 0
  const [, left = ''] = /\n([\d,]+) more keys are not shown here\. Use `-o csv` for all of them\./.exec(text) ?? []
  expect(Number(left.replace(',', '')) + shown - 1).toBe(5000)
})

test.each([
  [
    'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
    '[`policy-public`](https://docs.aws.amazon.com/kms/latest/developerguide/grants.html)',
  ],
  ['https://docs.aws.amazon.com/)[x](https://evil.example/', '`policy-public`'],
  ['https://evil.example/', '`policy-public`'],
])('markdown: a check links to its AWS documentation, and to nothing else: %s', (docs, shown) => {
  const report = aReport({ findings: [aFinding()] })
  const details = { title: 'Title', severity: 'critical' as const, why: 'Why.', docs, controls: [] }
  const scope = { ...report.scope, check_details: { 'policy-public': details } }
  const text = render(markdown, { ...report, scope })
  expect(text).toContain(`| critical | ${shown} | `)
  expect(text).toContain(`**critical** ${shown}: `)
})

test('markdown: any report of any texts is below 65,000 characters, and has no foreign markup', () => {
  const long = fc
    .tuple(anyText, fc.integer({ min: 1, max: 2000 }))
    .map(([text, times]) => text.repeat(times).slice(0, 3000))
  const count = fc.integer({ min: 0, max: 300 })
  fc.assert(
    fc.property(long, long, count, count, (one, other, keyCount, findingCount) => {
      const keys = Array.from({ length: keyCount }, (_, number) =>
        aRecord({ key_id: `${number}${one}`, aliases: [`alias/${other}`], description: one }),
      )
      const findings = Array.from({ length: findingCount }, (_, number) =>
        aFinding({
          check: `a${number}`,
          detail: one,
          advice: other,
          remedy: `aws ${other}`,
          key_id: `${number}${one}`,
        }),
      )
      const gap = {
        account_id: one,
        region: other,
        key_id: null,
        operation: other,
        reason: 'denied',
        message: one,
      } as const
      const text = render(markdown, aReport({ keys, findings, gaps: [gap, gap] }))
      expect(text.length).toBeLessThan(LIMIT)
      expect(faults(text)).toEqual([])
    }),
    { numRuns: randomRuns(3) },
  )
})

test('markdown: an operation that looks like a commit is not named as a first step', () => {
  const gap = { ...GAP, operation: '0000000' } as const
  expect(faults(render(markdown, aReport({ gaps: [gap] })))).toEqual([])
})

test('markdown: what was not checked or is unknown is never 0', () => {
  const unchecked = aReport({ scope: { manager: 'customer', sources: [], places: [aPlace()] } })
  expect(render(markdown, unchecked)).toMatch(/^\| Unused \| not checked \|$/m)
  expect(render(markdown, unchecked)).toMatch(/^\| Savings a month \| not checked \|$/m)
  const unknown = aReport({ keys: [aRecord({ disposition: 'unknown' })] })
  expect(render(markdown, unknown)).toContain(
    '**No key is known to be unused**, but the last use of 1 of 1 key is unknown.',
  )
})
