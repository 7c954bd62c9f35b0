import { describe, expect, test } from 'vitest'
import table from '../../../src/formats/table.ts'
import { displayWidth } from '../../../src/lib/width.ts'
import type { Finding } from '../../../src/model/finding.ts'
import type { KeyRecord } from '../../../src/model/report.ts'
import { aFinding } from '../a-finding.ts'
import { aPlace, aRecord, aReport } from '../a-report.ts'
import { PIPED, render, terminalOf } from '../render.ts'

const ID = '0a1b2c3d-0001-4000-8000-000000000001'
/** As the table tells the key of `aRecord`. */
const KEY = `alias/app ${ID}`
const LONG = 'Statement 2 ("Shared through S3") lets everyone do kms:Decrypt, kms:DescribeKey and kms:CreateGrant.'
const failing = (different: Partial<Finding> = {}): Finding =>
  aFinding({ check: 'policy-public', severity: 'critical', status: 'fail', key_id: ID, detail: LONG, ...different })

/** The lines from the heading to the empty line below. */
function section(findings: readonly Finding[], view = PIPED, report: Parameters<typeof aReport>[0] = {}): string[] {
  const text = render(table, aReport({ ...report, findings: [...findings] }), view)
  const lines = text.split('\n')
  const first = lines.findIndex(line => line.startsWith('Findings'))
  return lines.slice(first, lines.indexOf('', first))
}

const account = failing({ check: 'trail-missing', severity: 'high', region: null, key_id: null, detail: 'No trail.' })

test('what is piped is whole, in columns, a line each', () => {
  expect(section([failing(), account])).toEqual([
    'Findings    1 critical, 1 high',
    `CRITICAL  policy-public  ${KEY}  eu-west-1  ${LONG}`,
    `HIGH      trail-missing  111122223333${' '.repeat(KEY.length - 12)}${' '.repeat(13)}No trail.`,
  ])
})

describe('a terminal', () => {
  test.each([40, 60, 80, 100, 120, 160, 240])('of %i columns is not overrun, and each finding is one line', width => {
    const findings = [failing(), account, failing({ detail: `注文${LONG}` })]
    const lines = section(findings, terminalOf(width))
    const rows = lines.filter(line => /^(CRITICAL|HIGH)/.test(line))
    expect(rows).toHaveLength(3)
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width)
  })

  test('of 240 columns cuts nothing', () => {
    expect(section([failing()], terminalOf(240))).toEqual(section([failing()]))
  })

  test('of 120 columns cuts the key id first, as far as the detail needs it', () => {
    expect(section([failing()], terminalOf(120))[1]).toBe(
      'CRITICAL  policy-public  alias/app 0a1b2c3d-0…  eu-west-1  Statement 2 ("Shared through S3") lets everyone do kms:Decr…',
    )
    const short = failing({ detail: 'Automatic rotation is off.' })
    expect(section([short], terminalOf(120))[1]).toBe(section([short])[1])
  })

  test('of 70 columns has no room for the place, and says that something is missing', () => {
    expect(section([failing()], terminalOf(70))).toEqual([
      'Findings    1 critical',
      'CRITICAL  policy-public  alias/app 0a…  Statement 2 ("Shared through…',
      '            cut to the width of the terminal; whole when piped, and',
      '            with remedies in -o json',
    ])
  })
})

test('with several accounts each finding names its own', () => {
  const places = [aPlace(), aPlace({ account_id: '444455556666' })]
  const report = aReport()
  const lines = section([failing(), failing({ account_id: '444455556666' })], PIPED, {
    scope: { ...report.scope, places },
  })
  expect(lines[1]).toContain(`${KEY}  111122223333 eu-west-1  `)
  expect(lines[2]).toMatch(new RegExp(`${ID} +444455556666 eu-west-1  `))
})

test('what could not be told of a key for one reason is one line', () => {
  const unknown = (check: string, detail = 'Access denied') => failing({ status: 'unknown', check, detail })
  expect(section([unknown('a'), unknown('b'), unknown('c', 'Throttled')])).toEqual([
    'Findings    none failed; 3 could not be told',
    `UNKNOWN  2 checks  ${KEY}  eu-west-1  Access denied`,
    `UNKNOWN  c         ${KEY}  eu-west-1  Throttled`,
  ])
})

test('what could not be told of many keys of a Region is one line', () => {
  const of = (count: number, region: string) =>
    Array.from({ length: count }, (_, number) =>
      failing({ status: 'unknown', check: 'opa', detail: 'OPA: no connection', key_id: `key ${number}`, region }),
    )
  expect(section([failing(), ...of(200, 'eu-west-1'), ...of(3, 'us-east-1')]).slice(1)).toEqual([
    `CRITICAL  policy-public  ${KEY}  eu-west-1  ${LONG}`,
    `UNKNOWN   opa            200 keys                                        eu-west-1  OPA: no connection`,
    ...[0, 1, 2].map(
      number =>
        `UNKNOWN   opa            key ${number}                                           us-east-1  OPA: no connection`,
    ),
  ])
})

test('nothing in it acts on a terminal, wherever it stands', () => {
  const evil = failing({ check: 'a\u001b[2J', key_id: 'k\n2', region: 'r\u202e', detail: 'd\u009b1m' })
  expect(section([evil])[1]).toBe(String.raw`CRITICAL  a\u{1b}[2J  k\n2  r\u{202e}  d\u{9b}1m`)
})

test('without checks there is no such section', () => {
  expect(render(table, aReport(), PIPED)).not.toContain('Findings')
})

describe('whom a finding is about', () => {
  const lineOf = (key: Partial<KeyRecord>, places = [aPlace()]): string =>
    section([failing({ detail: 'Rotation is off.' })], PIPED, {
      keys: [aRecord(key)],
      scope: { manager: 'customer', sources: ['kms'], places },
    })[1] ?? ''

  test('is told by the first alias, else by the beginning of the description', () => {
    expect(lineOf({ aliases: ['alias/orders', 'alias/old'] })).toContain(`  alias/orders ${ID}  `)
    expect(lineOf({ aliases: [], description: 'Encrypts\nthe orders' })).toContain(`  "Encrypts\\nthe orders" ${ID}  `)
    expect(lineOf({ aliases: [], description: 'x'.repeat(100) })).toContain(`  "${'x'.repeat(29)}…" ${ID}  `)
    expect(lineOf({ aliases: [], description: ' ' })).toContain(`policy-public  ${ID}  `)
  })

  test('is told with the name of its account, where there are several', () => {
    const places = [aPlace({ account_name: 'Production' }), aPlace({ account_id: '444455556666', account_name: null })]
    expect(lineOf({}, places)).toContain(`${KEY}  Production 111122223333 eu-west-1  `)
  })

  test('is told with the tags that say its owner', () => {
    const tags = [
      { TagKey: 'env', TagValue: 'prod' },
      { TagKey: 'Team', TagValue: 'payments' },
      { TagKey: 'acme:owner-email', TagValue: 'ops@example.com' },
    ]
    expect(lineOf({ tags })).toMatch(/Rotation is off\. \(acme:owner-email=ops@example\.com, Team=payments\)$/)
    expect(lineOf({ tags: null })).toMatch(/Rotation is off\.$/)
  })
})
