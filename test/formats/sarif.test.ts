import { describe, expect, test } from 'vitest'
import sarif from '../../src/formats/sarif.ts'
import type { Finding } from '../../src/model/finding.ts'
import { aFinding, aMutedFinding, reportWith } from './a-finding.ts'
import { aRecord, aReport } from './a-report.ts'
import { render } from './render.ts'

interface Run {
  tool: { driver: { rules?: { id: string; help: { text: string }; properties: { 'security-severity': string } }[] } }
  invocations: { toolExecutionNotifications?: { message: { text: string } }[] }[]
  results: { ruleId: string; ruleIndex: number; message: { text: string }; partialFingerprints: object }[]
}

const runOf = (report = reportWith()): Run => {
  const { runs } = JSON.parse(render(sarif, report)) as { runs: [Run] }
  return runs[0]
}
const resultOf = (finding: Finding): Run['results'][number] | undefined => runOf(reportWith([finding])).results[0]

test('sarif: the document is complete without findings', () => {
  expect(runOf(aReport())).toMatchObject({ results: [], invocations: [{ executionSuccessful: true }] })
})

test('sarif: gaps are notifications, so that a missing result is not mistaken for a pass', () => {
  expect(runOf().invocations[0]?.toolExecutionNotifications).toHaveLength(reportWith().gaps.length)
})

test('sarif: passed checks and checks that do not apply are left out, because GitHub shows alerts for them', () => {
  expect(runOf().results.map(({ ruleId }) => ruleId)).not.toContain('rotation-slow')
  expect(runOf().results.map(({ ruleId }) => ruleId)).not.toContain('description-missing')
})

test('sarif: each check has one rule, which its results refer to', () => {
  const { tool, results } = runOf()
  const ids = tool.driver.rules?.map(({ id }) => id) ?? []
  expect(ids).toEqual([...new Set(ids)].toSorted())
  for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId)
  const rule = tool.driver.rules?.find(({ id }) => id === 'policy-public')
  expect(rule).toMatchObject({ properties: { 'security-severity': '9.5' } })
  expect(rule?.help.text).toBe(
    'Whoever may use the key may read what it protects. Controls: AWS Foundational Security Best Practices/KMS.5, ' +
      'CIS AWS Foundations 7.0/2.21.',
  )
})

test.each<[what: string, finding: Finding, result: object]>([
  ['a failure', aFinding(), { kind: 'fail', level: 'error' }],
  ['a small one', aFinding({ severity: 'low' }), { kind: 'fail', level: 'note' }],
  ['what could not be judged', aFinding({ status: 'unknown' }), { kind: 'open', level: 'none' }],
  [
    'a muted failure',
    aMutedFinding(),
    {
      kind: 'fail',
      suppressions: [{ kind: 'external', status: 'accepted', justification: aMutedFinding().muted?.reason }],
    },
  ],
  ['news', aFinding({ is_new: true }), { baselineState: 'new' }],
  ['no news', aFinding({ is_new: false }), { baselineState: 'unchanged' }],
])('sarif: the result of %s', (_, finding, result) => expect(resultOf(finding)).toMatchObject(result))

describe('sarif results', () => {
  test('sarif: the location of a result names the account, Region and key', () => {
    expect(resultOf(aFinding())).toMatchObject({
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: `aws/111122223333/eu-west-1/${aRecord().key_id}` } },
          logicalLocations: [{ fullyQualifiedName: aRecord().key_arn, kind: 'resource' }],
        },
      ],
    })
  })

  test('sarif: the fingerprint stays the same when the detail changes', () => {
    const prints = (finding: Finding) => resultOf(finding)?.partialFingerprints
    expect(prints(aFinding({ detail: 'Other' }))).toEqual(prints(aFinding()))
    expect(prints(aFinding({ key_id: 'x' }))).not.toEqual(prints(aFinding()))
  })

  test('sarif: links and placeholders in texts are escaped', () => {
    const text = resultOf(aFinding({ detail: 'See [this](javascript:1) {0} \u001b[2J \u202e' }))?.message.text
    expect(text).toContain(String.raw`See [this] (javascript:1) {{0}} \u{1b}[2J \u{202e}.`)
  })
})

test('sarif: the advice and the remedy are on lines of their own', () => {
  const finding = aFinding({
    detail: 'It is open.',
    advice: 'First this.\nThen that.',
    remedy: 'aws kms get-key-policy',
  })
  expect(resultOf(finding)?.message.text.split('\n')).toEqual([
    expect.stringMatching(/^It is open\. \(/) as string,
    'First this.',
    'Then that.',
    'Remedy: aws kms get-key-policy',
  ])
})
