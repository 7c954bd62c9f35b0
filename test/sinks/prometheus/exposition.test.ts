import { expect, test } from 'vitest'
import type { Report } from '../../../src/model/report/report.ts'
import { exposition } from '../../../src/sinks/prometheus/exposition.ts'
import { sampleReport } from '../sample-report.ts'

/** The value of each sample by its name and labels. Throws for a line that is neither a comment nor a sample. */
function samplesIn(text: string): Map<string, number> {
  const samples = new Map<string, number>()
  for (const line of text.split('\n').filter(one => one !== '' && !one.startsWith('#'))) {
    const [, name, value] =
      /^(\w+(?:\{\w+="(?:[^"\\]|\\[\\"n])*"(?:,\w+="(?:[^"\\]|\\[\\"n])*")*\})?) (-?[\d.e+]+)$/.exec(line) ?? []
    if (name === undefined) throw new Error(`not a sample: ${line}`)
    expect(samples.has(name)).toBe(false)
    samples.set(name, Number(value))
  }
  return samples
}

const textOf = (report: Report): string => [...exposition(report)].join('')
const sumOf = (samples: ReadonlyMap<string, number>, name: string): number =>
  [...samples].reduce((sum, [key, value]) => (key.startsWith(`${name}{`) ? sum + value : sum), 0)

test('prometheus: the samples of all places add up to the summary of the report', async () => {
  const report = await sampleReport()
  const text = textOf(report)
  const samples = samplesIn(text)
  expect(sumOf(samples, 'kms_audit_keys')).toBe(report.summary.keys)
  expect(sumOf(samples, 'kms_audit_unused_keys')).toBe(report.savings.unused_key_count)
  expect(sumOf(samples, 'kms_audit_potential_monthly_savings_dollars')).toBeCloseTo(
    report.savings.monthly_savings ?? Number.NaN,
  )
  expect(sumOf(samples, 'kms_audit_monthly_cost_dollars')).toBeCloseTo(report.savings.monthly_cost ?? Number.NaN)
  expect(sumOf(samples, 'kms_audit_findings')).toBe(report.findings?.filter(({ status }) => status === 'fail').length)
  expect(samples.get('kms_audit_report_timestamp_seconds')).toBe(Date.parse(report.generated_at) / 1000)
  expect(text.endsWith('\n')).toBe(true)
})

test('prometheus: without checks there is no sample of findings, because none are known', async () => {
  const { findings: _, ...report } = await sampleReport()
  expect(textOf(report)).not.toContain('kms_audit_findings')
})

test('prometheus: an account and Region that did not answer has no number, and is down', async () => {
  const report = await sampleReport()
  const [first] = report.scope.places
  const down = report.scope.places.map(place =>
    place === first ? { ...place, status: 'unreachable' as const } : place,
  )
  const keys = report.keys.filter(({ region }) => region !== first?.region)
  const samples = samplesIn(textOf({ ...report, keys, scope: { ...report.scope, places: down } }))
  const ofFirst = [...samples].filter(([name]) => name.includes(`region="${first?.region}"`))
  expect(ofFirst).toEqual([[`kms_audit_place_up{account_id="${first?.account_id}",region="${first?.region}"}`, 0]])
})

test('prometheus: a price that is not known has no sample', async () => {
  const report = await sampleReport()
  const keys = report.keys.map(key => ({ ...key, cost: { ...key.cost, key: null } }))
  expect(textOf({ ...report, keys })).not.toMatch(/_dollars\{/)
})

test('prometheus: text of a saved report cannot end a label or a line', async () => {
  const report = await sampleReport()
  const places = [{ ...report.scope.places[0], region: 'x"} 1\nup 0 \\' }] as Report['scope']['places']
  const samples = samplesIn(textOf({ ...report, keys: [], findings: [], scope: { ...report.scope, places } }))
  expect([...samples.keys()].filter(name => name.startsWith('up'))).toEqual([])
  expect(samples.get('kms_audit_unused_keys{account_id="111122223333",region="x\\"} 1\\nup 0 \\\\"}')).toBe(0)
})
