import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '../../src/model/finding.ts'
import type { Report } from '../../src/model/report/report.ts'
import { findOpa, startOpa } from './opa-server.ts'
import type { OpaServer } from './opa-server.ts'
import { runBinary } from './run-binary.ts'

const executable = findOpa(process.env)
const title = executable === null ? 'OPA (left out: no opa in KMS_AUDIT_OPA)' : 'OPA'

const guide = readFileSync(new URL('../../.github/guide/opa.md', import.meta.url), 'utf8')
const [, sample = ''] = /^```rego\n([^]*?)^```$/m.exec(guide) ?? []
const schema = fileURLToPath(new URL('../../dist/opa-input.schema.json', import.meta.url))

/** Rules that go wrong in ways that only the server itself can show. */
const BROKEN = `package broken

deny := "one" if input.key_id
deny := "two" if input.key_id

rare := ["unused"] if input.disposition == "stale"
`

describe.skipIf(executable === null)(title, () => {
  const program = executable ?? ''
  let folder = ''
  let policy = ''
  let saved = ''
  let opa: OpaServer | undefined

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kms-audit-opa-'))
    policy = join(folder, 'kms_key.rego')
    writeFileSync(policy, sample)
    writeFileSync(join(folder, 'broken.rego'), BROKEN)
    opa = await startOpa(program, [policy, join(folder, 'broken.rego')])
    saved = join(folder, 'report.json')
    const demo = ['--demo', '-r', 'us-east-1,eu-west-1', '-o', 'json', '-q', '--opa-url', opa.url]
    writeFileSync(saved, (await runBinary(demo, {})).out)
  }, 60_000)
  afterAll(async () => {
    await opa?.stop()
    rmSync(folder, { recursive: true })
  })

  /** What the rule at this path says of the keys of the demo. */
  const audit = async (
    path?: string,
    variables: Record<string, string> = {},
    url = opa?.url ?? '',
  ): Promise<{ exit: number | null; report: Report; found: Finding[] }> => {
    const argv = ['--from', saved, '-o', 'json', '--strict', '-q', '--opa-url', url]
    const { exit, out } = await runBinary([...argv, ...(path === undefined ? [] : ['--opa-path', path])], variables)
    const report = JSON.parse(out) as Report
    return { exit, report, found: report.findings ?? [] }
  }

  test('real OPA: it judges the demo by the policy of the guide', async () => {
    const { report, found } = await audit()
    const keyOf = ({ key_id, region }: Finding) =>
      report.keys.find(key => key.key_id === key_id && key.region === region)?.aliases[0]
    const failing = found.filter(({ status }) => status === 'fail')
    expect(failing.every(({ check }) => check === 'opa')).toBe(true)
    const unused = failing.filter(({ detail }) => detail.startsWith('Last used'))
    expect(unused.map(keyOf).toSorted()).toEqual(['alias/backup-2024', 'alias/warehouse'])
    expect(unused.map(({ severity }) => severity)).toEqual(['low', 'low'])
    expect(unused[0]?.detail).toMatch(/^Last used (>= )?2026-\d\d-\d\d.* UTC; costs \$\d a month\.$/)
    const ownerless = failing.filter(({ detail }) => detail.includes('the tag owner')).map(keyOf)
    expect(ownerless.toSorted()).toEqual(['alias/build-secrets', 'alias/feature-store'])
    const orders = found.filter(finding => keyOf(finding) === 'alias/orders')
    expect(orders.map(({ status }) => status)).toEqual(['pass'])
    const unreadable = report.keys.find(({ error }) => error !== null)
    expect(found.filter(({ key_id }) => key_id === unreadable?.key_id).map(({ status }) => status)).toEqual(['unknown'])
  })

  test('real OPA: it reads the published schema, and finds a misspelt field by it', () => {
    const check = (file: string): string =>
      execFileSync(program, ['check', '--schema', schema, file], { encoding: 'utf8', stdio: 'pipe' })
    expect(check(policy)).toBe('')
    const misspelt = join(folder, 'misspelt.rego')
    writeFileSync(misspelt, sample.replace('input.key_manager', 'input.key_manger'))
    expect(() => check(misspelt)).toThrow(/undefined ref: input\.key_manger/)
  })

  test('real OPA: a policy that conflicts with itself, lacks the rule, or leaves it undefined judges no key', async () => {
    for (const [path, reason] of [
      ['broken/deny', 'malformed'],
      ['aws/kms_kye/deny', 'unsupported'],
      ['broken/rare', 'unsupported'],
      ['v1/data/aws/kms_key', 'malformed'],
    ] as const) {
      const { exit, report, found } = await audit(path)
      const gaps = report.gaps.filter(({ operation }) => operation === 'opa:deny')
      expect({ path, exit, reasons: [...new Set(gaps.map(gap => gap.reason))] }).toEqual({
        path,
        exit: 4,
        reasons: [reason],
      })
      expect(found.filter(({ status }) => status === 'pass')).toEqual([])
    }
  })

  test('real OPA: a server that asks for a token gets it', async () => {
    const authz = join(folder, 'authz.rego')
    writeFileSync(
      authz,
      'package system.authz\n\ndefault allow := false\n\nallow if input.identity == "sesame"\n\nallow if input.path == ["health"]\n',
    )
    const guarded = await startOpa(program, ['--authentication=token', '--authorization=basic', policy, authz])
    try {
      const without = await audit(undefined, {}, guarded.url)
      expect(without.found.every(({ status }) => status === 'unknown')).toBe(true)
      expect(without.report.gaps.some(gap => gap.operation === 'opa:deny' && gap.reason === 'denied')).toBe(true)
      const withToken = await audit(undefined, { KMS_AUDIT_OPA_TOKEN: 'sesame' }, guarded.url)
      expect(withToken.found.some(({ status }) => status === 'pass')).toBe(true)
    } finally {
      await guarded.stop()
    }
  })

  test('real OPA: a server that goes away is a gap', async () => {
    const gone = await startOpa(program, [policy])
    await gone.stop()
    const { exit, found } = await audit(undefined, {}, gone.url)
    expect(exit).toBe(4)
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set(['unknown']))
  })
})
