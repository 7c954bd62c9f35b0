import { expect, test, vi } from 'vitest'
import type { QuotasAssessment } from '../../src/model/assessments/quotas.ts'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import { sampleWorld } from '../../src/simulation/sample/sample-account.ts'
import { memoryIo } from '../memory-io.ts'
import { FAST, run } from '../run.ts'
import { NOW } from '../simulation/services/clients.ts'

vi.setConfig({ testTimeout: 30_000 })

const BOTH = ['-r', 'us-east-1,eu-west-1']
const live = (...words: string[]) => run(['quotas', ...BOTH, ...words], sampleWorld(NOW))
const saved = (document: string, ...words: string[]) =>
  run(['quotas', '--from', '-', ...words], sampleWorld(NOW), { io: memoryIo({ env: FAST, stdin: document }) })

test('quotas --demo: the sample account has each finding and an operation near its quota', async () => {
  const { exit, out } = await live('-o', 'json')
  expect(exit).toBe(0)
  const failing = (JSON.parse(out) as QuotasAssessment).findings.flatMap(one =>
    one.status === 'fail' ? [`${one.check} ${one.resource?.name}`] : [],
  )
  expect(failing).toContain('quota-near-limit CreateGrant request rate')
  expect(failing).toContain('quota-throttled CreateGrant request rate')
  expect(failing).toContain('quota-spike DescribeKey request rate')
})

test('quotas --from: a saved result looks the same in every format, and calls nothing', async () => {
  const document = (await live('-o', 'json')).out
  for (const format of ['json', 'table', 'csv', 'html', 'sarif']) {
    const again = await saved(document, '-o', format)
    expect(again.aws.calls).toEqual({})
    expect(again.out).toBe((await live('-o', format)).out)
  }
})

test('quotas --from: thresholds judge a saved result again, and the others stay as they were', async () => {
  const document = (await live('-o', 'json', '--spike', '7')).out
  const again = JSON.parse((await saved(document, '-o', 'json', '--warn-at', '97')).out) as QuotasAssessment
  expect(again.thresholds).toMatchObject({ warn_at: 97, spike: 7 })
  expect(again.findings.filter(one => one.check === 'quota-near-limit' && one.status === 'fail')).toEqual([])
})

test('quotas --from: --error-rate is refused for a result without failed calls', async () => {
  const { exit, err } = await saved((await live('-o', 'json')).out, '--error-rate', '9')
  expect(exit).toBe(2)
  expect(err).toContain('the saved result has no failed calls')
})

test('quotas --from: options about reading AWS and results of other commands are refused', async () => {
  const document = (await live('-o', 'json')).out
  expect((await saved(document, '--usage-days', '7')).exit).toBe(2)
  expect((await saved(document, '--errors')).exit).toBe(2)
  const other = await saved(document.replace('"kind": "quotas"', '"kind": "secrets"'))
  expect(other.exit).toBe(2)
  expect(other.err).toContain('is not a result of kms-audit quotas')
})

test.each([
  ['--usage-days', '0'],
  ['--usage-days', '456'],
  ['--warn-at', '101'],
  ['--spike', '1'],
  ['--max-pages', '0'],
])('quotas: %s %s is refused before AWS is called', async (flag, value) => {
  const { exit, err, aws } = await run(['quotas', flag, value], sampleWorld(NOW))
  expect(exit).toBe(2)
  expect(err).toContain(`${flag} takes a whole number`)
  expect(aws.calls).toEqual({})
})

test('quotas: a Region that refuses is incomplete beside one that answers, and --strict gives exit code 4', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'GetMetricData', region: 'eu-west-1' })]
  const { exit, out } = await run(['quotas', ...BOTH, '--strict', '-o', 'json'], sampleWorld(NOW), { faults })
  const { scope, quotas } = JSON.parse(out) as QuotasAssessment
  expect(exit).toBe(4)
  expect(scope.places.map(({ region, status }) => [region, status])).toEqual([
    ['eu-west-1', 'partial'],
    ['us-east-1', 'complete'],
  ])
  expect(new Set(quotas.flatMap(one => (one.region === 'eu-west-1' ? [one.status] : [])))).toEqual(new Set(['unread']))
})
