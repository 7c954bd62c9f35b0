import { describe, expect, test } from 'vitest'
import { applyMutelist } from '../../src/findings/apply-mutelist.ts'
import { readMutelist } from '../../src/findings/read-mutelist.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { Report } from '../../src/model/report/report.ts'
import { aFinding, reportWith } from '../formats/a-finding.ts'
import { aRecord, aReport } from '../formats/a-report.ts'

const CHECKS = ['policy-public', 'policy-lockout', 'rotation-off', 'opa']
const NOW = Date.parse('2026-11-20T14:30:22Z')

/** A mutelist of one entry; JSON is YAML. */
const entry = (fields: object = {}, check = 'policy-public', account = '*'): string =>
  JSON.stringify({
    Mutelist: { Accounts: { [account]: { Checks: { [check]: { ...ALL, Reason: 'We know', ...fields } } } } },
  })
const ALL = { Regions: ['*'], Resources: ['*'] }

const apply = (text: string, finding: Finding = aFinding(), report: Report = reportWith([finding]), now = NOW) =>
  applyMutelist(report, readMutelist(text, CHECKS, 'mutes.yaml'), now)
const isMuted = (text: string, finding?: Finding, report?: Report): boolean =>
  apply(text, finding, report).findings?.[0]?.status === 'muted'

test('mutelist: a muted finding is kept, with the reason of its entry', () => {
  const text = `
Mutelist:
  Accounts:
    "*":
      Checks:
        policy-*:
          Regions: [eu-west-1]
          Resources:
            - ^alias/app$
          Description: Public on purpose
          Expires: 2027-01-31
`
  expect(apply(text).findings).toEqual([
    { ...aFinding(), status: 'muted', muted: { status: 'fail', reason: 'Public on purpose', expires: '2027-01-31' } },
  ])
})

test('mutelist: an account id need not be quoted, even with a zero in front', () => {
  const text = entry({}, 'policy-public', '012345678901').replace('"012345678901"', '012345678901')
  const finding = aFinding({ account_id: '012345678901' })
  expect(isMuted(text, finding)).toBe(true)
})

describe('mutes', () => {
  test.each<[what: string, text: string]>([
    ['by account', entry({}, 'policy-public', '111122223333')],
    ['every check', entry({}, '*')],
    ['checks by a glob', entry({}, 'policy-*')],
    ['by a part of the ARN', entry({ Resources: [':key/0a1b'] })],
    ['by key id', entry({ Resources: [aRecord().key_id] })],
    ['by alias', entry({ Resources: ['alias/a.p'] })],
    ['by Region', entry({ Regions: ['us-east-1', 'eu-.*'] })],
    ['by a tag', entry({ Tags: ['env=prod'] })],
    ['by one tag or another', entry({ Tags: ['env=dev|env=prod'] })],
    ['with an exception for others', entry({ Exceptions: { Regions: ['us-east-1'] } })],
    [
      'with an exception of which a part does not fit',
      entry({ Exceptions: { Regions: ['eu-.*'], Tags: ['env=dev'] } }),
    ],
    ['with no exceptions, spelt out', entry({ Exceptions: { Regions: [] }, Tags: [] })],
    ['until the end of its last day', entry({ Expires: '2026-11-20' })],
  ])('mutelist: a finding is muted: %s', (_, text) => expect(isMuted(text)).toBe(true))

  test('mutelist: a finding that could not be decided is muted', () => {
    const finding = aFinding({ status: 'unknown' })
    expect(apply(entry(), finding).findings?.[0]?.muted?.status).toBe('unknown')
  })

  test('mutelist: a finding about an account is muted by an entry for all resources', () => {
    const finding = aFinding({ key_id: null, region: null })
    expect(isMuted(entry(), finding)).toBe(true)
    expect(isMuted(entry({ Regions: ['eu-west-1'] }), finding)).toBe(false)
  })
})

describe('does not mute', () => {
  test.each<[what: string, text: string, finding?: Finding]>([
    ['another account', entry({}, 'policy-public', '444455556666')],
    ['another check', entry({}, 'rotation-off')],
    ['another Region', entry({ Regions: ['us-east-1'] })],
    ['another key', entry({ Resources: ['alias/other'] })],
    ['a key with other tags', entry({ Tags: ['env=prod', 'team=a'] })],
    ['an exception', entry({ Exceptions: { Resources: ['alias/app'] } })],
    ['an exception of the whole account', entry({ Exceptions: { Accounts: ['111122223333'] } })],
    ['after its last day', entry({ Expires: '2026-11-19' })],
    ['what passes', entry(), aFinding({ status: 'pass' })],
    ['what does not apply', entry(), aFinding({ status: 'not_applicable' })],
  ])('mutelist: a finding is not muted: %s', (_, text, finding) => expect(isMuted(text, finding)).toBe(false))

  test.each<[what: string, fields: object]>([
    ['asks for', { Tags: ['env=prod'] }],
    ['excepts', { Exceptions: { Tags: ['env=prod'] } }],
  ])('mutelist: a key whose tags could not be read is not muted, if the entry %s tags', (_, fields) => {
    const report = { ...aReport({ keys: [aRecord({ tags: null })] }), findings: [aFinding()] }
    expect(isMuted(entry(fields), undefined, report)).toBe(false)
  })
})

test('mutelist: an exception ends the entries of its account, as with Prowler', () => {
  const Checks = {
    'policy-public': { ...ALL, Reason: 'a', Exceptions: { Regions: ['eu-west-1'] } },
    '*': { ...ALL, Reason: 'b' },
  }
  const text = JSON.stringify({ Mutelist: { Accounts: { '*': { Checks } } } })
  expect(isMuted(text)).toBe(false)
  expect(isMuted(text, aFinding({ check: 'opa' }))).toBe(true)
})

test('mutelist: a key lists no muted check, and all others', () => {
  const keys = [aRecord({ findings: ['policy-public', 'opa'] }), aRecord({ region: 'us-east-1', findings: ['opa'] })]
  const found = [
    aFinding(),
    aFinding({ check: 'opa', rule: 'one' }),
    aFinding({ check: 'opa', rule: 'two' }),
    aFinding({ check: 'opa', region: 'us-east-1' }),
  ]
  const report = { ...aReport({ keys }), findings: found }
  const left = (text: string) => apply(text, undefined, report).keys.map(key => key.findings)
  expect(left(entry({}, '*'))).toEqual([[], []])
  expect(left(entry())).toEqual([['opa'], ['opa']])
  expect(left(entry({ Regions: ['us-east-1'] }, 'opa'))).toEqual([['policy-public', 'opa'], []])
  expect(report.keys[0]?.findings).toEqual(['policy-public', 'opa'])
})

test('mutelist: without checks nothing is muted', () => expect(applyMutelist(aReport(), [], NOW)).toEqual(aReport()))

describe('refuses, with the place and what to do,', () => {
  test.each<[what: string, text: string, message: RegExp, hint: RegExp]>([
    ['no YAML', 'Mutelist: [', /^mutes\.yaml: the mutelist is not valid YAML: [^]*[^:]\.$/, /^$/],
    ['an empty file', '', /is empty/, /^$/],
    ['another document', '{"a": 1}', /unknown field 'a'/, /Mutelist/],
    ['a list', '[]', /is not a mapping|is empty/, /^$/],
    ['a doubled entry', 'Mutelist:\n  Accounts: {}\n  Accounts: {}\n', /is not valid YAML.*unique/i, /^$/],
    ['no account', entry({}, 'policy-public', 'prod'), /^mutes\.yaml: Accounts\.prod is neither an account id/, /^$/],
    ['a field it does not know', entry({ Resource: ['*'] }), /unknown field 'Resource'/, /Did you mean Resources\?/],
    ['a stray exception', entry({ Exceptions: { Region: ['*'] } }), /Exceptions.*'Region'/, /Regions/],
    ['a missing reason', entry({ Reason: ' ' }), /policy-public has no reason/, /Add a Reason/],
    ['no Regions', entry({ Regions: [] }), /has no Regions/, /"\*" means all/],
    ['a text for a list', entry({ Resources: 'x' }), /Resources is not a list/, /^$/],
    ['an empty pattern, which would fit all', entry({ Resources: [''] }), /item that is not a string/, /^$/],
    ['a broken pattern', entry({ Resources: ['a('] }), /invalid regular expression: 'a\('/, /^$/],
    ['a date that is none', entry({ Expires: '2027-02-31' }), /is not a valid date: '2027-02-31'/, /2027-01-31/],
    ['a date in words', entry({ Expires: 'soon' }), /is not a valid date/, /2027-01-31/],
    [
      'an unknown check',
      entry({}, 'policy-publik'),
      /Accounts\.\*\.Checks has an unknown check 'policy-publik'/,
      /policy-public\?/,
    ],
    ['a glob that fits none', entry({}, 'ec2_*'), /has an unknown check/, /kms-audit checks/],
    ['aliases without end', bomb(), /cannot be read|is not valid YAML/, /^$/],
  ])('mutelist: refused, with the place and what to do: %s', (_, text, message, hint) => {
    expect(() => readMutelist(text, CHECKS, 'mutes.yaml')).toThrow(
      expect.objectContaining({ exit: 2, message: expect.stringMatching(message) }) as Error,
    )
    expect(hintOf(text)).toMatch(hint)
  })
})

function hintOf(text: string): string {
  try {
    readMutelist(text, CHECKS, 'mutes.yaml')
    return 'no error'
  } catch (error) {
    return (error as { hint?: string }).hint ?? ''
  }
}

function bomb(): string {
  const lines = Array.from({ length: 9 }, (_, level) => `b${level}: &b${level} [${`*b${level - 1},`.repeat(9)}]`)
  return ['Mutelist: 1', 'a: &b-1 [x]', ...lines].join('\n')
}
