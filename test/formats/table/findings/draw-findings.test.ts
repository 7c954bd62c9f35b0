import { describe, expect, test } from 'vitest'
import table from '../../../../src/formats/table.ts'
import { drawFindings } from '../../../../src/formats/table/findings/draw-findings.ts'
import { displayWidth } from '../../../../src/lib/text/width.ts'
import type { Finding } from '../../../../src/model/finding.ts'
import type { KeyRecord } from '../../../../src/model/report/report.ts'
import { aFinding } from '../../a-finding.ts'
import { aPlace, aRecord, aReport } from '../../a-report.ts'
import { PIPED, render, terminalOf } from '../../render.ts'

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

test('findings piped: each is one complete line, in columns', () => {
  expect(section([failing(), account])).toEqual([
    'Findings    1 critical, 1 high',
    `CRITICAL  policy-public  ${KEY}  eu-west-1  ${LONG}`,
    `HIGH      trail-missing  111122223333${' '.repeat(KEY.length - 12)}${' '.repeat(13)}No trail.`,
  ])
})

/** The lines of all findings on a terminal. */
function page(findings: readonly Finding[], width = 80, report: Parameters<typeof aReport>[0] = {}): string[] {
  const text = [...drawFindings(aReport({ ...report, findings: [...findings] }), terminalOf(width))].join('')
  return text.trim().split('\n')
}

const keysOf = (count: number): KeyRecord[] =>
  Array.from({ length: count }, (_, index) =>
    aRecord({ key_id: `${String(index + 10_000_000)}-0001-4000-8000-000000000001`, aliases: [`alias/k${index}`] }),
  )
const ofKeys = (keys: readonly KeyRecord[], different: Partial<Finding>): Finding[] =>
  keys.map(({ key_id }) => failing({ key_id, ...different }))

const TITLE = 'KMS key policies should not allow public access'
const REMEDY = "aws kms enable-key --key-id 0a1b2c3d && aws kms tag-resource --tags 'TagKey=a && b' --region eu-west-1"
const low: Partial<Finding> = {
  check: 'alias-missing',
  severity: 'low',
  title: 'KMS keys should have an alias',
  detail: 'No alias.',
}

describe('findings on a terminal', () => {
  test('findings on a terminal: they are below their check, with remedies from high severity on', () => {
    expect(page([failing({ title: TITLE, remedy: REMEDY })])).toEqual([
      'Findings    1 critical',
      '',
      `CRITICAL  policy-public  ${TITLE}`,
      '  alias/app (0a1b2c3d)',
      '    Statement 2 ("Shared through S3") lets everyone do kms:Decrypt,',
      '    kms:DescribeKey and kms:CreateGrant.',
      '    aws kms enable-key --key-id 0a1b2c3d &&',
      "    aws kms tag-resource --tags 'TagKey=a && b' --region eu-west-1",
    ])
  })

  test('findings on a terminal: advice is above the remedy, and a statement to paste is not broken', () => {
    const statement = JSON.stringify({ Effect: 'Allow', Sid: 'x '.repeat(60) })
    const advice = `Name the principals that need the key, and leave out all others that you find.\nOr use this:\n${statement}`
    expect(page([failing({ title: TITLE, detail: 'Open.', advice, remedy: 'aws kms x' })]).slice(4)).toEqual([
      '    Open.',
      '    Name the principals that need the key, and leave out all others that you',
      '    find.',
      '    Or use this:',
      `    ${statement}`,
      '    aws kms x',
    ])
  })

  test.each([40, 60, 80, 100, 120, 160, 240])(
    'findings on a terminal: only commands are wider than %i columns',
    width => {
      const findings = [
        failing({ title: TITLE }),
        account,
        failing({ detail: `注文${LONG}`, severity: 'medium' }),
        failing({ check: 'x'.repeat(50), detail: 'y'.repeat(300), severity: 'low' }),
        ...ofKeys(keysOf(30), low),
        failing({ status: 'unknown', detail: LONG }),
      ]
      const lines = page(findings, width, { keys: keysOf(30) })
      expect(lines.filter(line => displayWidth(line) > width && !line.includes('aws kms'))).toEqual([])
      const letters = lines.join('').replaceAll(/\s/g, '')
      for (const text of [TITLE, LONG, 'y'.repeat(300)]) expect(letters).toContain(text.replaceAll(' ', ''))
    },
  )

  test('findings on a terminal: they are grouped by check, the worst severity first', () => {
    const headings = page([
      failing(),
      failing({ check: 'trail-missing', severity: 'high' }),
      failing({ region: 'us-east-1' }),
      failing({ check: 'rotation-off', severity: 'medium' }),
      failing({ severity: 'medium' }),
    ]).filter(line => /^[A-Z]{3}/.test(line))
    expect(headings.map(line => line.split(/ +/).slice(0, 2).join(' '))).toEqual([
      'CRITICAL policy-public',
      'HIGH trail-missing',
      'MEDIUM rotation-off',
      'MEDIUM policy-public',
    ])
  })

  test('findings on a terminal: the same detail of several keys is one statement with the number of keys', () => {
    const keys = keysOf(22)
    expect(page(ofKeys(keys, { ...low, remedy: '' }), 80, { keys })).toEqual([
      'Findings    22 low',
      '',
      'LOW       alias-missing  KMS keys should have an alias (22 keys)',
      '  No alias.',
      '    22 keys: alias/k0 (10000000), alias/k1 (10000001), alias/k2 (10000002) and',
      '    19 more',
    ])
  })

  test('findings on a terminal: several OPA rules for one key are counted as findings', () => {
    const rules = ['one', 'two'].map(rule => failing({ check: 'opa', rule, detail: rule, title: 'T', severity: 'low' }))
    expect(page(rules)[2]).toBe('LOW       opa  T (2 findings)')
  })

  test('findings on a terminal: findings of critical severity are never joined', () => {
    const keys = keysOf(3)
    expect(page(ofKeys(keys, {}), 80, { keys }).filter(line => line.startsWith('  alias/'))).toHaveLength(3)
  })

  test('findings on a terminal: a line says how to see the remedies that are not shown', () => {
    const last = (severity: Finding['severity'], count = 1) => page(ofKeys(keysOf(count), { severity })).at(-1)
    const more = 'To see the remedies of the other findings, use -o json.'
    expect(last('high')).not.toBe(more)
    expect(last('high', 6)).toBe(more)
    expect(last('medium')).toBe(more)
  })

  test('findings on a terminal: the Region and account are named if there are several', () => {
    const places = [aPlace({ account_name: 'Production' }), aPlace({ account_id: '444455556666', region: 'us-east-1' })]
    const scope = { ...aReport().scope, places }
    expect(page([failing(), account], 80, { scope }).filter(line => /^ {2}\S/.test(line))).toEqual([
      '  alias/app (0a1b2c3d, Production, eu-west-1)',
      '  account Production (111122223333)',
    ])
  })

  test('findings on a terminal: as much of the key ID is shown as --key needs to find the key', () => {
    const keys = [aRecord(), aRecord({ key_id: '0a1b2c3d-0002-4000-8000-000000000001', aliases: [] })]
    expect(page(ofKeys(keys, {}), 80, { keys }).filter(line => /^ {2}\S/.test(line))).toEqual([
      '  alias/app (0a1b2c3d-0001)',
      '  "Encrypts the orders" (0a1b2c3d-0002)',
    ])
  })

  test('findings on a terminal: undecided findings are at the end, each reason once', () => {
    const unknown = (check: string, detail = 'Access denied') => failing({ status: 'unknown', check, detail })
    expect(
      page([failing({ detail: 'Open.' }), unknown('a'), unknown('b'), unknown('c', 'Throttled')]).slice(-3),
    ).toEqual([
      'UNKNOWN   3 checks could not be completed',
      '  alias/app (0a1b2c3d), a, b: Access denied',
      '  alias/app (0a1b2c3d), c: Throttled',
    ])
  })

  test('findings on a terminal: findings that are new since the baseline say so', () => {
    const lines = page([failing({ detail: 'Open.', is_new: true }), failing({ ...low, is_new: true })])
    expect(lines).toContain('    New: Open.')
    expect(lines).toContain('  alias/app (0a1b2c3d): New: No alias.')
  })

  test('findings on a terminal: no character acts on the terminal', () => {
    const evil = failing({
      check: 'a\u001b[2J',
      key_id: 'k\n2',
      title: 't\u202e',
      detail: 'd\u009b1m',
      remedy: 'r\u001b',
    })
    expect(page([evil]).slice(2)).toEqual([
      String.raw`CRITICAL  a\u{1b}[2J  t\u{202e}`,
      String.raw`  k\n2`,
      String.raw`    d\u{9b}1m`,
      String.raw`    r\u{1b}`,
    ])
  })
})

test('findings piped: the same of many keys at low or info severity is a line for up to 50 keys, with every ID', () => {
  const keys = keysOf(51)
  const lines = section(ofKeys(keys, low), PIPED, { keys }).slice(1)
  expect(lines).toHaveLength(2)
  for (const { key_id } of keys) expect(lines.filter(line => line.includes(key_id))).toHaveLength(1)
  expect(lines[0]).toMatch(/^LOW  alias-missing  50 keys .* eu-west-1  No alias\. 10000000-/)
})

test('findings piped: from medium severity on each key has a line', () => {
  const keys = keysOf(10)
  expect(section(ofKeys(keys, { ...low, severity: 'medium' }), PIPED, { keys })).toHaveLength(11)
})

test('findings piped: each finding names its account if there are several', () => {
  const places = [aPlace(), aPlace({ account_id: '444455556666' })]
  const report = aReport()
  const lines = section([failing(), failing({ account_id: '444455556666' })], PIPED, {
    scope: { ...report.scope, places },
  })
  expect(lines[1]).toContain(`${KEY}  111122223333 eu-west-1  `)
  expect(lines[2]).toMatch(new RegExp(`${ID} +444455556666 eu-west-1  `))
})

test('findings piped: undecided checks of a key with one reason are one line', () => {
  const unknown = (check: string, detail = 'Access denied') => failing({ status: 'unknown', check, detail })
  expect(section([unknown('a'), unknown('b'), unknown('c', 'Throttled')])).toEqual([
    'Findings    none failed; 3 unknown',
    `UNKNOWN  2 checks  ${KEY}  eu-west-1  Access denied`,
    `UNKNOWN  c         ${KEY}  eu-west-1  Throttled`,
  ])
})

test('findings piped: the same undecided check of many keys of a Region is one line', () => {
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

test('findings piped: no character acts on a terminal', () => {
  const evil = failing({ check: 'a\u001b[2J', key_id: 'k\n2', region: 'r\u202e', detail: 'd\u009b1m' })
  expect(section([evil])[1]).toBe(String.raw`CRITICAL  a\u{1b}[2J  k\n2  r\u{202e}  d\u{9b}1m`)
})

test('findings: without checks the section is left out', () => {
  expect(render(table, aReport(), PIPED)).not.toContain('Findings')
})

describe('subjects of findings', () => {
  const lineOf = (key: Partial<KeyRecord>, places = [aPlace()]): string =>
    section([failing({ detail: 'Rotation is off.' })], PIPED, {
      keys: [aRecord(key)],
      scope: { manager: 'customer', sources: ['kms'], places },
    })[1] ?? ''

  test('findings: a key is named by its first alias, else by the beginning of its description', () => {
    expect(lineOf({ aliases: ['alias/orders', 'alias/old'] })).toContain(`  alias/orders ${ID}  `)
    expect(lineOf({ aliases: [], description: 'Encrypts\nthe orders' })).toContain(`  "Encrypts\\nthe orders" ${ID}  `)
    expect(lineOf({ aliases: [], description: 'x'.repeat(100) })).toContain(`  "${'x'.repeat(27)}..." ${ID}  `)
    expect(lineOf({ aliases: [], description: ' ' })).toContain(`policy-public  ${ID}  `)
  })

  test('findings: a key is named with its account if there are several', () => {
    const places = [aPlace({ account_name: 'Production' }), aPlace({ account_id: '444455556666', account_name: null })]
    expect(lineOf({}, places)).toContain(`${KEY}  Production 111122223333 eu-west-1  `)
  })

  test('findings: a key is named with the tags of its owner', () => {
    const tags = [
      { TagKey: 'env', TagValue: 'prod' },
      { TagKey: 'Team', TagValue: 'payments' },
      { TagKey: 'acme:owner-email', TagValue: 'ops@example.com' },
    ]
    expect(lineOf({ tags })).toMatch(/Rotation is off\. \(acme:owner-email=ops@example\.com, Team=payments\)$/)
    expect(lineOf({ tags: null })).toMatch(/Rotation is off\.$/)
  })
})
