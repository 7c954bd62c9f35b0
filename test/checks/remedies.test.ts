import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Check } from '../../src/checks/check.ts'
import { checks } from '../../src/checks/index.ts'
import { SAMPLE_REGIONS } from '../../src/simulation/sample/sample-account.ts'
import { judge } from '../../src/findings/judge.ts'
import { commandLines } from '../../src/formats/table/findings/command-lines.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { GrantRecord, Report } from '../../src/model/report/report.ts'
import { aRecord, aReport } from '../formats/a-report.ts'
import { run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { aGrant, SETTINGS } from './judge-check.ts'
import { HOSTILE, sampleFindings, strange } from './sample-findings.ts'
import { guard, policyOf, root } from './samples.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30)
/** An `aws` that writes down how it was called and answers with a policy, in a folder of its own. */
let folder = ''
const calls = (): string[][] =>
  readFileSync(join(folder, 'calls'), 'utf8')
    .split('\x1e')
    .slice(0, -1)
    .map(call => call.split('\x1f').slice(0, -1))

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kms-audit-remedies-'))
  const script = `#!/bin/sh
{ printf '%s\\037' "$@"; printf '\\036'; } >> ${join(folder, 'calls')}
[ "$2" != "$FAIL" ] || exit 254
[ "$2" != get-key-policy ] || echo '{"Statement": []}'
`
  writeFileSync(join(folder, 'aws'), script)
  writeFileSync(join(folder, 'sleep'), '#!/bin/sh\n')
  writeFileSync(join(folder, 'change'), '#!/bin/sh\necho " " >> "$1"\n')
  writeFileSync(join(folder, 'kms-audit'), '#!/bin/sh\n')
  for (const name of ['aws', 'kms-audit', 'sleep', 'change']) chmodSync(join(folder, name), 0o755)
})
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => writeFileSync(join(folder, 'calls'), ''))

const shell = (args: readonly string[], environment: Record<string, string> = {}) =>
  spawnSync('bash', args, {
    cwd: folder,
    encoding: 'utf8',
    // With a socket as its input, bash takes itself for a remote shell and reads the start-up files of the user.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`, EDITOR: 'true', ...environment },
  })
const paste = (remedy: string, environment?: Record<string, string>): string[][] => {
  writeFileSync(join(folder, 'calls'), '')
  const result = shell(['-c', remedy], environment)
  expect(result.error).toBeUndefined()
  return calls()
}
const operations = (made: readonly string[][]): string[] => made.map(([, operation = '']) => operation)

let all: readonly Check[] = []
beforeAll(async () => {
  all = await Promise.all(Object.values(checks).map(async load => (await load()).default))
})

const failing = ({ findings }: Pick<Report, 'findings'>): Finding[] =>
  (findings ?? []).filter(({ status }) => status === 'fail')

/** Of the sample account, without the quotas that `--demo` keeps to. */
async function demoFindings(): Promise<Finding[]> {
  const { exit, report } = await run(
    ['-r', SAMPLE_REGIONS.join(), '--checks', '-o', 'json', '-q'],
    sampleWithFewGrants(NOW),
  )
  expect(exit).toBe(0)
  return failing(report())
}

const remediesOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ remedy }) => remedy))]

/** What is left of a remedy where the shell acts. */
const unquoted = (remedy: string): string => remedy.replaceAll(/'[^']*'|\\.|"(?:[^"\\]|\\.)*"/g, '')

/** What a remedy may do before its user has filled in or edited anything. */
const HARMLESS = /^(?:get|list|describe)-/
/** Remedies that are one change, which is what the finding asks for. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  'disabled-long': ['enable-key', 'schedule-key-deletion'],
  'disabled-still-called': ['enable-key'],
  'grant-broad': ['create-grant', 'revoke-grant'],
  'grant-cross-account': ['revoke-grant'],
  'grant-dead-principal': ['revoke-grant'],
  'grant-duplicate': ['revoke-grant'],
  'key-unused': ['disable-key', 'enable-key', 'schedule-key-deletion'],
  'pending-deletion': ['cancel-key-deletion', 'enable-key'],
  'pending-deletion-in-use': ['cancel-key-deletion', 'enable-key'],
  'rotation-off': ['enable-key-rotation'],
  'rotation-overdue': ['rotate-key-on-demand'],
  'rotation-slow': ['enable-key-rotation'],
  'trail-missing': ['update-trail'],
  'trail-not-logging': ['start-logging'],
}

describe('remedies', () => {
  let findings: Finding[] = []
  beforeAll(async () => {
    findings = [...(await demoFindings()), ...failing({ findings: sampleFindings(all) })]
  }, 60_000)

  test('remedies: every check has one that is tried here', () => {
    const tried = new Set(findings.map(({ check }) => check))
    expect(Object.keys(checks).filter(id => !tried.has(id))).toEqual([])
  })

  test('remedies: bash can read each of them', () => {
    for (const remedy of remediesOf(findings)) {
      const { status, stderr } = shell(['-n', '-c', remedy])
      expect([status, stderr, remedy]).toEqual([0, '', remedy])
    }
  }, 60_000)

  test('remedies: none holds a comment, which an interactive zsh takes for arguments', () => {
    expect(remediesOf(findings).filter(remedy => /#|\n/.test(unquoted(remedy)))).toEqual([])
  })

  test('remedies: no word begins with what zsh expands', () => {
    const odd = remediesOf(findings).filter(remedy => /(?:^| )[=~]\w/.test(remedy))
    expect(odd).toEqual([])
  })

  test('advice: plain sentences, and statements to paste into a policy on lines of their own', () => {
    for (const { advice } of findings) {
      for (const line of advice?.split('\n') ?? []) {
        if (line.startsWith('{')) expect(JSON.parse(line)).toMatchObject({ Effect: expect.any(String) as string })
        else expect(line).toMatch(/^[A-Z].*[.:]$/)
      }
    }
  })

  test('remedies: pasted as they are, they only do what their finding asks for', () => {
    const seen = new Set<string>()
    for (const { check, remedy } of findings) {
      // Hundreds of keys have the same remedy but for their ids.
      const shape = `${check} ${remedy.replaceAll(/[0-9a-f-]{36}|mrk-[0-9a-f]{32}/g, '')}`
      if (seen.has(shape)) continue
      seen.add(shape)
      const done = operations(paste(remedy)).filter(operation => !HARMLESS.test(operation))
      const allowed = CHANGES[check] ?? []
      expect([check, remedy, done.filter(operation => !allowed.includes(operation))]).toEqual([check, remedy, []])
    }
    const { status } = shell(['-c', 'test ! -e broken'])
    expect(status).toBe(0)
  }, 120_000)
})

const policyRemedy = (): string => {
  const report = aReport({ keys: [aRecord({ key_policy: policyOf(root, guard, { ...root, Principal: '*' }) })] })
  const found = failing(judge(report, all, SETTINGS)).find(({ check }) => check === 'policy-public')
  return found?.remedy ?? ''
}

test.each<[string, Record<string, string>, string[]]>([
  ['an editor that saves a change puts it', { EDITOR: 'change' }, ['get-key-policy', 'put-key-policy']],
  ['an editor that changes nothing puts nothing', { EDITOR: 'true' }, ['get-key-policy']],
  ['an editor that fails puts nothing', { EDITOR: 'false' }, ['get-key-policy']],
  ['an editor that is not there puts nothing', { EDITOR: 'no-such-editor' }, ['get-key-policy']],
  ['a policy that cannot be read is not edited', { EDITOR: 'change', FAIL: 'get-key-policy' }, ['get-key-policy']],
])('policy remedies: %s', (_, environment, expected) =>
  expect(operations(paste(policyRemedy(), environment))).toEqual(expected),
)

test('policy remedies: the lines of a terminal do the same, pasted together', () => {
  const lines = commandLines(policyRemedy()).map(line => `    ${line}`)
  expect(lines.length).toBeGreaterThan(3)
  expect(operations(paste(lines.join('\n'), { EDITOR: 'change' }))).toEqual(['get-key-policy', 'put-key-policy'])
})

const grantRemedy = (id: string, grant: Partial<GrantRecord>): string => {
  const report = aReport({ keys: [aRecord({ grants: [aGrant(grant)] })] })
  return failing(judge(report, all, SETTINGS)).find(({ check }) => check === id)?.remedy ?? ''
}

test('grant remedies: the narrower grant is made, then the old one is revoked', () => {
  const remedy = grantRemedy('grant-unconstrained', { constraints: null })
  expect(paste(remedy)).toEqual([])
  const made = paste(remedy, { CONTEXT: '"department":"finance"' })
  expect(operations(made)).toEqual(['create-grant', 'revoke-grant'])
  expect(made[0]).toContain('{"EncryptionContextSubset":{"department":"finance"}}')
})

test('grant remedies: each of several grants asks for its own context, before any is revoked', () => {
  const grants = ['g-1', 'g-2'].map(grant_id => aGrant({ grant_id, constraints: null }))
  const found = failing(judge(aReport({ keys: [aRecord({ grants })] }), all, SETTINGS))
  const remedy = found.find(({ check }) => check === 'grant-unconstrained')?.remedy ?? ''
  const first = { CONTEXT_1: '"department":"finance"' }
  expect(operations(paste(remedy, first))).toEqual(['create-grant'])
  expect(operations(paste(remedy, { ...first, CONTEXT_2: '"department":"sales"' }))).toEqual([
    'create-grant',
    'create-grant',
    'revoke-grant',
    'revoke-grant',
  ])
})

test('grant remedies: nothing is revoked where the new grant could not be made', () => {
  const environment = { CONTEXT: '"department":"finance"', FAIL: 'create-grant' }
  const remedy = grantRemedy('grant-unconstrained', { constraints: null })
  expect(operations(paste(remedy, environment))).toEqual(['create-grant'])
})

test('grant remedies: ids and names reach AWS unchanged', () => {
  const remedy = grantRemedy('grant-dead-principal', { ...strange, grantee_principal: 'mq.amazonaws.com' })
  const [made = []] = paste(remedy, { RETIRING_PRINCIPAL: 'arn:aws:iam::111122223333:role/admin' })
  expect(made).toEqual(expect.arrayContaining(['--name', HOSTILE, 'arn:aws:iam::111122223333:role/admin']))
})

test('name remedies: what only the user knows is asked for', () => {
  const report = aReport({ keys: [aRecord({ aliases: [], description: '', tags: [] })] })
  const remedies = Object.fromEntries(
    failing(judge(report, all, { ...SETTINGS, requiredTags: ['Owner'] })).map(({ check, remedy }) => [check, remedy]),
  )
  for (const [check, environment, value] of [
    ['alias-missing', { PURPOSE: 'orders' }, 'alias/orders'],
    ['description-missing', { DESCRIPTION: 'Orders. Ask: shop' }, 'Orders. Ask: shop'],
    ['tags-missing', { VALUE: 'shop' }, 'TagKey=Owner,TagValue=shop'],
  ] as const) {
    expect(paste(remedies[check] ?? '')).toEqual([])
    expect(paste(remedies[check] ?? '', environment)[0]).toContain(value)
  }
})
