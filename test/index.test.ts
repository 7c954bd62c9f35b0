import { beforeAll, expect, test } from 'vitest'
import { audit, AuditError, judge, readReport, render, type HttpWire, type Report } from '../src/index.ts'
import { SimulatedAws } from '../src/simulation/wire/simulated-aws.ts'
import { NOW } from './simulation/services/clients.ts'
import { sampleWithFewGrants } from './sample-world.ts'
import { run } from './run.ts'

/** The sample account behind the library's own kind of wire. */
function wire(): HttpWire & { requests: number } {
  const world = sampleWithFewGrants(NOW)
  const aws = new SimulatedAws(world, {})
  const counting = {
    requests: 0,
    credentials: { accessKeyId: world.accounts[0]?.accessKeyIds[0] ?? '', secretAccessKey: 'none' },
    handle({ method, hostname: host, path, headers, body }: Parameters<HttpWire['handle']>[0]) {
      counting.requests++
      return aws.handle({ method, host, path, headers, body })
    },
  }
  return counting
}

const REGIONS = ['us-east-1', 'eu-west-1']
let report: Report
let messages: string[]
beforeAll(async () => {
  messages = []
  report = await audit({ regions: REGIONS, env: {}, wire: wire(), onMessage: line => messages.push(line) })
})

test('library: an audit returns the report of the command, and its messages', async () => {
  const program = await run(['-r', REGIONS.join(), '-o', 'json'], sampleWithFewGrants(NOW), { machine: Date.now })
  const { generated_at: _, ...expected } = program.report()
  expect({ ...report, generated_at: undefined }).toMatchObject(expected)
  expect(messages).toContain(
    '1 multi-Region key has a related key in us-west-2. To include it, use -r eu-west-1,us-east-1,us-west-2.',
  )
})

test('library: an audit with checks has the findings of judging its report', async () => {
  const checks = ['key-unused', 'rotation-off', 'tags-missing']
  const audited = await audit({ regions: REGIONS, env: {}, wire: wire(), checks })
  expect(audited.findings?.filter(({ status }) => status === 'fail').length).toBeGreaterThan(3)
  const { findings } = await judge(audited, { checks })
  expect(findings).toEqual(audited.findings)
})

test('library: a framework selects the checks that it needs, in an audit and in judging its report', async () => {
  const audited = await audit({ regions: REGIONS, env: {}, wire: wire(), sources: [], compliance: ['cis-7.0'] })
  expect(audited.scope.checks).toEqual(['policy-public', 'rotation-off'])
  expect(audited.compliance?.map(({ framework, controls }) => [framework, controls[2]?.status])).toEqual([
    ['cis-7.0', 'fail'],
  ])
  const { compliance } = await judge(audited, { compliance: ['cis-7.0'] })
  expect(compliance).toEqual(audited.compliance)
})

test('library: judging applies a mutelist and a baseline', async () => {
  const judged = await judge(report, { checks: ['key-unused'] })
  const mutelist = `
    Mutelist: { Accounts: { "*": { Checks: { key-unused: { Regions: ["*"], Resources: ["*"], Reason: Known } } } } }`
  const muted = await judge(report, { checks: ['key-unused'], mutelist })
  expect(new Set(judged.findings?.map(({ status }) => status))).toContain('fail')
  expect(new Set(muted.findings?.map(({ status }) => status))).not.toContain('fail')
  const compared = await judge(report, { checks: ['key-unused'], baseline: judged })
  expect(compared.findings?.filter(({ status }) => status === 'fail').every(({ is_new }) => is_new === false)).toBe(
    true,
  )
})

test('library: a rendered report can be read again', async () => {
  const text = await render(report, { format: 'json' })
  expect(await readReport(JSON.parse(text) as object)).toEqual(report)
})

test('library: rendering shows the keys and columns that were asked for', async () => {
  const text = await render(report, {
    format: 'csv',
    only: ['unused'],
    columns: ['key-id', 'Region'],
    sort: { column: 'key' },
  })
  const [header, ...rows] = text.trimEnd().split('\r\n')
  expect(header).toBe('KeyId,Region')
  expect(rows).toHaveLength(report.savings.unused_key_count)
  expect(rows).toEqual(rows.toSorted())
})

test('library: a signal ends an audit, which reports what is missing', async () => {
  const stop = new AbortController()
  const counted = wire()
  const handle = counted.handle
  counted.handle = request => {
    if (counted.requests > 8) stop.abort()
    return handle(request)
  }
  const partial = await audit({ regions: REGIONS, env: {}, wire: counted, signal: stop.signal })
  expect(partial.gaps.map(({ reason }) => reason)).toContain('partial')
})

test.each<[what: string, run: () => Promise<unknown>, message: string]>([
  ['an unknown check', () => audit({ checks: ['key-unusd'] }), "checks does not take 'key-unusd'."],
  ['an unknown format', () => render(report, { format: 'cvs' }), "format does not take 'cvs'."],
  ['an unknown column', () => render(report, { columns: ['Keyid2'] }), "columns does not take 'Keyid2'."],
  ['findings that are missing', () => render(report, { format: 'sarif' }), 'The format sarif shows findings'],
  ['a document that is no report', () => readReport({}), 'The document is not a report of kms-audit'],
  ['a newer report', () => readReport({ ...report, schema_version: 2 }), 'The document has schema version 2'],
  ['no Region', () => audit({ env: {}, wire: wire() }), 'No Region given.'],
])('library: %s is wrong usage', async (_, use, message) => {
  const error = await use().catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(AuditError)
  expect(error).toMatchObject({ exit: 2, message: expect.stringContaining(message) as string })
})

test.each<[what: string, wrong: () => Promise<unknown>, message: RegExp]>([
  ['a rate of 0', () => audit({ demo: true, maxRates: { 'kms:GetKeyLastUsage': 0 } }), /GetKeyLastUsage/],
  ['a negative price', () => audit({ demo: true, pricePerKey: -1 }), /^pricePerKey takes a number of at least 0/],
  ['no time', () => audit({ demo: true, maxSeconds: Number.NaN }), /^maxSeconds takes a number of at least 1/],
  ['a tag without a name', () => audit({ demo: true, tags: ['=x'] }), /^tags takes tags such as/],
  ['a misspelt option', () => audit({ demo: true, region: ['eu-west-1'] } as object), /^Unknown option 'region'/],
  ['a text for a list', () => audit({ demo: true, regions: 'eu-west-1' as never }), /^regions takes a list/],
  ['no framework', () => judge(report, { compliance: ['cis-8'] }), /^compliance does not take 'cis-8'/],
  ['a text for a list of frameworks', () => judge(report, { compliance: 'pci' as never }), /^compliance takes a list/],
  ['no account id', () => judge(report, { trustedAccounts: ['abc'] }), /^trustedAccounts takes account ids/],
  ['no URL', () => judge(report, { opa: { url: 'nourl' } }), /^opa.url takes a URL/],
  ['no verdict', () => render(report, { only: ['unsued' as never] }), /^only does not take 'unsued'/],
  ['no severity', () => render(report, { severity: 'hgih' as never }), /^severity does not take 'hgih'/],
  ['no report to judge', () => judge({} as Report), /^This is not a report/],
  ['no report to render', () => render({} as Report), /^This is not a report/],
])('library: %s is wrong usage', async (_, wrong, message) => {
  const error: unknown = await wrong().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(AuditError)
  expect(error).toMatchObject({ exit: 2, message: expect.stringMatching(message) })
})
