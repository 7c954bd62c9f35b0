import { expect, test } from 'vitest'
import { diffFormats } from '../../src/formats/diff/index.ts'
import html from '../../src/formats/diff/html.ts'
import markdown from '../../src/formats/diff/markdown.ts'
import table from '../../src/formats/diff/table.ts'
import { diffReports } from '../../src/history/diff-reports.ts'
import { load } from '../../src/lib/registry.ts'
import type { KeyRecord } from '../../src/model/report/report.ts'
import type { ReportDiff } from '../../src/model/history/report-diff.ts'
import type { Format, View } from '../../src/formats/format.ts'
import { aRecord, aReport } from './a-report.ts'
import { aFinding } from './a-finding.ts'
import { PIPED, terminalOf, withoutFrame } from './render.ts'
import { REFERENCES, renderedMarkdown, rowsIn, searchedText, tagsIn } from './rendered-markdown.ts'

const HOSTILE = '<script>alert(1)</script> @team #12 \u202eevil `x` | [a](http://x.example)\u001b[31m'

const policy = (Action: string[]) => ({
  key_policy: { Statement: [{ Effect: 'Allow', Principal: { AWS: '444455556666' }, Action, Resource: '*' }] },
})
const key = (id: string, different: Partial<KeyRecord> = {}): KeyRecord =>
  aRecord({ key_id: id, aliases: [`alias/${id}-${HOSTILE}`], ...policy(['kms:Decrypt']), ...different })

const FINDING = aFinding({ check: 'policy-public', key_id: 'policy', detail: HOSTILE })

const DIFF = diffReports(
  aReport({
    generated_at: '2026-10-20T06:00:00Z',
    keys: [key('silent'), key('policy'), key('gone', { disposition: 'stale' }), key('unknown')],
    findings: [{ ...FINDING, status: 'pass' }],
  }),
  aReport({
    keys: [
      key('silent', { disposition: 'stale', last_used: 'Never since 2026-04-23' }),
      key('policy', { ...policy(['kms:Decrypt', 'kms:PutKeyPolicy', 'kms:Sign']), description: HOSTILE }),
      key('new', { tags: [] }),
      key('unknown', { disposition: 'unknown' }),
    ],
    findings: [FINDING],
  }),
  { old: `${HOSTILE}.json`, new: 'new.json' },
)

const drawn = (format: Format<ReportDiff>, view: View = PIPED, diff = DIFF): string =>
  [...format.render(diff, view)].join('')

test.each(Object.keys(diffFormats))(
  'golden: the differences of hostile reports as %s are the expected text',
  async id => {
    const text = drawn(await load<Format<ReportDiff>>(diffFormats, id))
    await expect(withoutFrame(text)).toMatchFileSnapshot(`../golden/diff-${id}.txt`)
  },
)

test('diff table: a terminal gets lines that fit', async () => {
  const text = drawn(table, terminalOf(80))
  expect(text.split('\n').filter(line => line.length > 80)).toEqual([])
  await expect(text).toMatchFileSnapshot('../golden/diff-table.terminal-80.txt')
})

test.each(Object.keys(diffFormats))(
  'diff formats: %s has no control character and no word that scripts count',
  async id => {
    const text = drawn(await load<Format<ReportDiff>>(diffFormats, id))
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
    expect(text).not.toContain('Never')
  },
)

test('diff html: names from an account are text, and nothing is loaded', () => {
  const page = drawn(html)
  expect(page).not.toContain('<script>alert')
  expect(page).toContain("default-src 'none'")
  expect(page).not.toMatch(/(?:src|href)="(?!#)/)
})

test('diff markdown: a real reader finds no HTML, mention or link from outside, and whole tables', () => {
  const rendered = renderedMarkdown(drawn(markdown))
  expect(tagsIn(rendered).filter(tag => ['script', 'a', 'img'].includes(tag))).toEqual([])
  expect(searchedText(rendered)).not.toMatch(REFERENCES)
  for (const cells of rowsIn(rendered)) expect(new Set(cells)).toEqual(new Set([2]))
})

test('diff markdown: thousands of differences fit into a comment, and the rest is counted', () => {
  const keys = Array.from({ length: 5000 }, (_, at) => key(`key-${at}`))
  const old = aReport({ generated_at: '2026-10-20T06:00:00Z', keys: [] })
  const text = drawn(markdown, PIPED, diffReports(old, aReport({ keys }), { old: 'a', new: 'b' }))
  expect(text.length).toBeLessThan(65_000)
  expect(text).toMatch(/[\d,]+ more differences are not shown here\. Use `-o json` for all of them\./)
})
