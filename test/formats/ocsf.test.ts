import { expect, test } from 'vitest'
import ocsf from '../../src/formats/ocsf.ts'
import type { Finding } from '../../src/model/finding.ts'
import { aFinding, aMutedFinding, findings, reportWith } from './a-finding.ts'
import { aReport } from './a-report.ts'
import { render } from './render.ts'

const eventsOf = (found?: Finding[]): Record<string, unknown>[] =>
  JSON.parse(render(ocsf, reportWith(found))) as Record<string, unknown>[]

test('ocsf: each result is one event, and no results are an empty list', () => {
  expect(eventsOf()).toHaveLength(findings.length - 1)
  expect(JSON.parse(render(ocsf, aReport()))).toEqual([])
})

test.each<[what: string, finding: Finding, event: object]>([
  ['a failure', aFinding(), { severity_id: 5, status_id: 1, compliance: { status_id: 3 } }],
  ['what could not be judged', aFinding({ status: 'unknown' }), { status_id: 1, compliance: { status_id: 0 } }],
  ['what holds', aFinding({ status: 'pass' }), { severity_id: 1, status_id: 4, compliance: { status_id: 1 } }],
  [
    'a muted failure',
    aMutedFinding(),
    { status_id: 3, status_detail: aMutedFinding().muted?.reason, compliance: { status_id: 3 } },
  ],
  ['news', aFinding({ is_new: true }), { unmapped: { is_new: true } }],
  [
    'advice before the remedy',
    aFinding({ advice: 'First this.\nThen that.', remedy: 'aws kms get-key-policy' }),
    { remediation: { desc: 'First this.\nThen that.\naws kms get-key-policy' } },
  ],
  ['an account', aFinding({ region: null, key_id: null }), { resources: [{ type: 'AwsAccount' }] }],
])('ocsf: the event of %s', (_, finding, event) => expect(eventsOf([finding])[0]).toMatchObject(event))

test('ocsf: class, activity and time have the numbers that OCSF defines', () => {
  expect(eventsOf([aFinding()])[0]).toMatchObject({
    class_uid: 2003,
    type_uid: 200301,
    time: Date.parse('2026-11-20T14:30:22Z'),
    metadata: { version: '1.6.0', profiles: ['cloud'] },
    cloud: { provider: 'AWS', region: 'eu-west-1', account: { uid: '111122223333' } },
    compliance: { standards: ['AWS Foundational Security Best Practices', 'CIS AWS Foundations 7.0'] },
  })
})
