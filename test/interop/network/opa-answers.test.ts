import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Ajv } from 'ajv'
import { afterEach, describe, expect, test } from 'vitest'
import { simKey, type SimKey } from '../../../src/simulation/world/sim-key.ts'
import { judgeByOpa } from '../../../src/findings/opa/opa.ts'
import { OpaClient } from '../../../src/findings/opa/client.ts'
import { toOpaInput } from '../../../src/findings/opa/input.ts'
import { main } from '../../../src/main.ts'
import type { Finding } from '../../../src/model/finding.ts'
import type { Report } from '../../../src/model/report/report.ts'
import { aWorld, id, NOW } from '../../simulation/services/clients.ts'
import { aRecord, SILENT } from '../../formats/a-report.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run, type Run, type RunOptions } from '../../run.ts'
import { sampleWithFewGrants } from '../../sample-world.ts'
import { completeSchema } from '../../../.build/schemas.js'
import { anOpa, HANG, refuse, type AnOpa, type Asked } from '../../findings/opa/an-opa.ts'

let opa: AnOpa | undefined
afterEach(() => opa?.stop())

const aKey = (number: number, more: Partial<SimKey> = {}): SimKey => simKey({ id: id(number), ...more })
const keys = (count: number): SimKey[] => Array.from({ length: count }, (_, number) => aKey(number))
const INVENTORY = ['-o', 'json', '--source', 'none']

/** An audit of these keys, judged by a server that answers so. */
async function judged(
  answer: Parameters<typeof anOpa>[0],
  world: readonly SimKey[] = keys(2),
  argv: readonly string[] = [],
  options: RunOptions = {},
): Promise<Run> {
  opa = await anOpa(answer)
  return run([...INVENTORY, '--opa-url', opa.url, ...argv], aWorld([...world]), options)
}

const findings = ({ report }: Run): Finding[] => report().findings ?? []
const of = (audited: Run, number: number): Finding[] => findings(audited).filter(({ key_id }) => key_id === id(number))

const fourReasons = () => ({ result: ['One.', 'Two.', { id: 'x', msg: '3' }, { id: 'x', msg: '4' }] })
const bad = () => ({ result: [{ reason: 'Bad.', risk_level: 'critical' }] })
const nothingOfOne = ({ body }: Asked) => (body.input['key_id'] === id(1) ? {} : { result: [] })
async function takesItsTime() {
  await sleep(20)
  return { result: [] }
}

describe('what OPA denies', () => {
  test('OPA denial: each reason is a finding, with the severity of the policy', async () => {
    const denials = [
      'No owner.',
      { reason: 'Old.', risk_level: 'HIGH', id: 'age', remedy: 'aws kms rotate-key-on-demand' },
      { msg: 'Odd.', severity: 'chilling' },
    ]
    const audited = await judged(({ body }) => ({ result: body.input['key_id'] === id(0) ? denials : [] }))
    expect(of(audited, 0)).toEqual([
      expect.objectContaining({
        check: 'opa',
        severity: 'high',
        status: 'fail',
        rule: 'age',
        detail: 'Old.',
        remedy: 'aws kms rotate-key-on-demand',
      }),
      expect.objectContaining({ severity: 'medium', status: 'fail', detail: 'No owner.', remedy: '' }),
      expect.objectContaining({ severity: 'medium', status: 'fail', detail: 'Odd. (risk level chilling)' }),
    ])
    expect(of(audited, 1)).toEqual([expect.objectContaining({ check: 'opa', status: 'pass' })])
    expect(audited.key(id(0)).findings).toEqual(['opa'])
    expect(audited.key(id(1)).findings).toEqual([])
    expect(audited.report().scope.checks).toEqual(['opa'])
    expect(audited.report().gaps).toEqual([])
  })

  test('OPA denial: it fails also where the policy returns something odd besides, which is a gap', async () => {
    const audited = await judged(() => ({ result: ['Really bad.', 5] }), keys(1), ['--fail-on', 'opa', '--strict'])
    expect(audited.exit).toBe(1)
    expect(findings(audited).map(({ status, detail }) => [status, detail])).toEqual([
      ['fail', 'Really bad.'],
      ['unknown', 'the rule returned a denial that is neither a string nor an object'],
    ])
    expect(audited.report().gaps.map(({ key_id, reason }) => [key_id, reason])).toEqual([[id(0), 'malformed']])
  })

  test('OPA denial: it has an ID that does not depend on other denials, and a text if it has none', async () => {
    const doubled = [
      { id: 'd', reason: 'alpha' },
      { id: 'd', reason: 'zeta' },
    ]
    const more = { id: 'c', reason: 'more', risk_level: 9 }
    const long = { id: 'x'.repeat(600), reason: 'long' }
    const first = await judged(() => ({ result: doubled }), keys(1))
    await opa?.stop()
    const second = await judged(() => ({ result: [more, ...doubled, long, { id: 7, reason: 'seven' }] }), keys(1))
    const rules = (audited: Run) => Object.fromEntries(findings(audited).map(({ detail, rule }) => [detail, rule]))
    expect(rules(second)).toMatchObject(rules(first))
    expect(rules(second)).toMatchObject({ seven: '7', 'more (risk level 9)': 'c' })
    expect(rules(second)['long']?.length).toBe(128)
  })

  test('OPA denial: it has the same identity in the next report, and another one for each reason', async () => {
    const rules = (audited: Run) => of(audited, 0).map(({ rule }) => rule)
    const first = rules(await judged(fourReasons))
    await opa?.stop()
    expect(rules(await judged(fourReasons))).toEqual(first)
    expect(new Set(first).size).toBe(4)
  })

  test('OPA denial: --fail-on matches it by name and by severity, unless it is muted', async () => {
    const exits = []
    for (const gate of ['opa', 'high', 'grant-broad']) {
      exits.push((await judged(bad, keys(1), ['--fail-on', gate])).exit)
      await opa?.stop()
    }
    const folder = await mkdtemp(join(tmpdir(), 'kms-audit-opa-'))
    const list = join(folder, 'mutelist.yaml')
    const entry = '{ Regions: ["*"], Resources: ["*"], Description: "Known, and accepted." }'
    await writeFile(list, `Mutelist: { Accounts: { "*": { Checks: { opa: ${entry} } } } }`)
    const quiet = await judged(bad, keys(1), ['--fail-on', 'opa', '--mutelist', list])
    await rm(folder, { recursive: true })
    expect([...exits, quiet.exit]).toEqual([1, 1, 0, 0])
    expect(findings(quiet).map(({ status }) => status)).toEqual(['muted'])
  })

  test.each<[gate: string, what: string, Parameters<typeof anOpa>[0], number]>([
    ['opa', 'any key', () => ({}), 3],
    ['opa', 'one of three keys', nothingOfOne, 1],
    ['critical', 'one of three keys', nothingOfOne, 1],
  ])(
    'OPA: --fail-on %s is undecided, with exit code 4, if OPA gives no answer about %s',
    async (gate, _, answer, count) => {
      const { exit, err } = await judged(answer, keys(3), ['--fail-on', gate])
      expect(exit).toBe(4)
      const words = `kms-audit: --fail-on ${gate} could not be evaluated: OPA returned no decision for ${count} of 3 keys: `
      expect(err.split('\n')).toContainEqual(
        expect.stringMatching(/: OPA (at http:|has no document at ).* \(exit code 4\)\.$/),
      )
      expect(err).toContain(words)
    },
  )

  test('OPA: --fail-on opa matches a key that OPA denies, also if it gives no answer about another one', async () => {
    const answer = (asked: Asked) => (asked.body.input['key_id'] === id(1) ? {} : bad())
    const { exit, err } = await judged(answer, keys(2), ['--fail-on', 'opa'])
    expect(exit).toBe(1)
    expect(err).toContain(`kms-audit: --fail-on opa: 1 finding (exit code 1): ${id(0)}.\n`)
  })

  test('OPA denial: it is listed among the findings of checks, worst first', async () => {
    const audited = await judged(bad, [aKey(1, { aliases: [] })], ['--check', 'alias-missing'])
    expect(findings(audited).map(({ check, severity }) => [check, severity])).toEqual([
      ['opa', 'critical'],
      ['alias-missing', 'low'],
    ])
    expect(audited.key(id(1)).findings).toEqual(['opa', 'alias-missing'])
  })

  test('OPA denial: it is added to the findings of a saved report, and an old gap is dropped when OPA is not asked', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kms-audit-opa-'))
    const saved = join(folder, 'report.json')
    const { out } = await judged(
      (_, response) => refuse(response, 401),
      [aKey(1, { aliases: [] })],
      ['--check', 'alias-missing'],
    )
    await writeFile(saved, out)
    await opa?.stop()
    opa = await anOpa(bad)
    const again = async (...argv: string[]): Promise<Report> => {
      const io = memoryIo()
      await main(['--from', saved, '-o', 'json', ...argv], io)
      return JSON.parse(io.out()) as Report
    }
    const both = await again('--opa-url', opa.url)
    const checked = await again('--check', 'alias-missing')
    await rm(folder, { recursive: true })
    expect(both.findings?.map(({ check, status }) => [check, status])).toEqual([
      ['opa', 'fail'],
      ['alias-missing', 'fail'],
    ])
    expect(both.scope.checks).toEqual(['alias-missing', 'opa'])
    expect(both.keys[0]?.findings).toEqual(['opa', 'alias-missing'])
    expect([both.gaps, checked.gaps]).toEqual([[], []])
    expect(checked.scope.checks).toEqual(['alias-missing'])
  })

  test('OPA: a saved report is evaluated again, without a call to AWS', async () => {
    const saved = await judged((_, response) => refuse(response, 401), keys(2))
    expect(saved.report().gaps).toHaveLength(1)
    await opa?.stop()
    const folder = await mkdtemp(join(tmpdir(), 'kms-audit-opa-'))
    await writeFile(join(folder, 'report.json'), saved.out)
    opa = await anOpa(() => ({ result: [] }))
    const io = memoryIo()
    expect(await main(['--from', join(folder, 'report.json'), '--opa-url', opa.url, '-o', 'json'], io)).toBe(0)
    await rm(folder, { recursive: true })
    const report = JSON.parse(io.out()) as Report
    expect(report.findings?.map(({ status }) => status)).toEqual(['pass', 'pass'])
    expect(report.gaps).toEqual([])
  })
})

describe('what OPA is asked', () => {
  test('OPA query: it has the record of the key, with all that policies need, and the token as a header', async () => {
    const world = [aKey(1, { tags: { owner: 'shop' } }), aKey(2, { spec: 'RSA_2048', usage: 'SIGN_VERIFY' })]
    const io = memoryIo({ env: { ...FAST, KMS_AUDIT_OPA_TOKEN: 'sesame' } })
    const audited = await judged(() => ({ result: [] }), world, ['--debug'], { io })
    const [first, second] = opa?.asked.toSorted((a, b) => inputId(a) - inputId(b)) ?? []
    expect(first?.path).toBe('/v1/data/aws/kms_key/deny')
    expect(first?.headers.authorization).toBe('Bearer sesame')
    expect(first?.body.input).toEqual({ ...audited.key(id(1)), findings: [] })
    expect(first?.body.input).toMatchObject({
      tags: [{ TagKey: 'owner', TagValue: 'shop' }],
      grants: [],
      key_rotation_enabled: false,
      key_policy: { Version: '2012-10-17' },
    })
    // Not merely absent: `not input.key_rotation_enabled` and `== null` are different things in Rego.
    expect(second?.body.input).toHaveProperty('key_rotation_enabled', null)
    expect(audited.err + audited.out).not.toContain('sesame')
  })

  test.each([
    ['v1/data/mine/keys/deny', '', '/v1/data/mine/keys/deny'],
    ['/mine/keys/deny', '', '/v1/data/mine/keys/deny'],
    ['proxy/opa/v1/data/deny', '', '/proxy/opa/v1/data/deny'],
    ['deny', '/team-a/', '/team-a/v1/data/deny'],
  ])('OPA query: --opa-path %s at an address that ends in "%s" leads to %s', async (path, end, called) => {
    opa = await anOpa(() => ({ result: [] }))
    await run([...INVENTORY, '--opa-url', opa.url + end, '--opa-path', path], aWorld(keys(1)))
    expect(opa.asked.map(asked => asked.path)).toEqual([called])
  })

  test('OPA query: it matches the published schema, which has every field, for each key of the demo', async () => {
    opa = await anOpa(() => ({ result: [] }))
    await run(['-r', 'all', '--manager', 'all', '--opa-url', opa.url], sampleWithFewGrants(NOW))
    expect(opa.asked.length).toBeGreaterThan(15)
    const fits = new Ajv({ allErrors: true, strict: false }).compile(
      closed(await completeSchema('findings/opa/opa-input.schema.json')) as object,
    )
    const errors = opa.asked.flatMap(({ body }) => (fits(body.input) ? [] : (fits.errors ?? [])))
    expect(errors.map(({ instancePath, message, params }) => ({ instancePath, message, params }))).toEqual([])
  })

  test('OPA query: not all keys are sent at once', async () => {
    await judged(takesItsTime, keys(60))
    expect(opa?.asked).toHaveLength(60)
    expect(opa?.atOnce()).toBeGreaterThan(4)
    expect(opa?.atOnce()).toBeLessThanOrEqual(16)
  })
})

const inputId = ({ body }: Asked): number => Number(String(body.input['key_id']).slice(-3))

/** The schema as it would be if it allowed no field that it does not name. */
const closed = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema), (_, part: unknown) =>
    typeof part === 'object' && part !== null && 'properties' in part && !('additionalProperties' in part)
      ? { ...part, additionalProperties: false }
      : part,
  )

describe('no answer of OPA', () => {
  test.each<[what: string, answer: Parameters<typeof anOpa>[0], reason: string, why: RegExp]>([
    ['nothing at that path', () => ({}), 'unsupported', /no document at v1\/data\/aws\/kms_key\/deny: load the policy/],
    ['a package', () => ({ result: { deny: [] } }), 'malformed', /must end with the name of the rule/],
    ['true', () => ({ result: true }), 'malformed', /not return a set of denials/],
    ['null', () => ({ result: null }), 'malformed', /not return a set of denials/],
    ['a set of numbers', () => ({ result: [1] }), 'malformed', /neither a string nor an object/],
    [
      'a wrong token',
      (_, response) => refuse(response, 401, { code: 'unauthorized' }),
      'denied',
      /the token is not accepted/,
    ],
    ['another server', (_, response) => refuse(response, 404), 'unsupported', /no OPA server at this URL/],
    ['HTML', (_, response) => response.setHeader('content-type', 'text/html').end('<p>'), 'malformed', /not from OPA/],
    [
      'a policy that contradicts itself',
      (_, response) => refuse(response, 500, EVALUATION),
      'malformed',
      /evaluating query: complete rules must not produce multiple outputs/,
    ],
    ['half an answer', (_, response) => response.end('{"result":["x"'), 'malformed', /not from OPA/],
    [
      'an answer that breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('{"result":')
        setTimeout(() => response.destroy(), 20)
        return HANG
      },
      'network',
      /no connection/,
    ],
    [
      'a way to somewhere else',
      (_, response) => response.writeHead(307, { location: '/x' }).end(),
      'malformed',
      /HTTP 307/,
    ],
    ['a server that fails', (_, response) => refuse(response, 503), 'server_error', /HTTP 503/],
    ['a broken connection', (_, response) => response.destroy(), 'network', /no connection/],
  ])('OPA answer: every key is unknown, with one gap, for %s', async (_, answer, reason, why) => {
    const audited = await judged(answer, keys(5), ['--strict'])
    expect(audited.exit).toBe(4)
    expect(findings(audited).map(({ status }) => status)).toEqual(Array(5).fill('unknown'))
    expect(findings(audited)[0]?.detail).toMatch(why)
    const { gaps } = audited.report()
    expect(gaps).toEqual([
      expect.objectContaining({ operation: 'opa:deny', reason, key_id: null, message: expect.stringMatching(why) }),
    ])
    expect(audited.err).toContain(`opa:deny ${reason.replace('_', ' ')}`)
  })

  test('OPA answer: if one is missing for one key, that is a gap of that key', async () => {
    const audited = await judged(nothingOfOne, keys(3))
    expect(audited.exit).toBe(0)
    expect(audited.report().gaps).toEqual([expect.objectContaining({ operation: 'opa:deny', key_id: id(1) })])
    expect(of(audited, 1)[0]?.status).toBe('unknown')
    expect(of(audited, 2)[0]?.status).toBe('pass')
  })

  test('OPA answer: one that is refused at first is asked for again', async () => {
    let times = 0
    const audited = await judged((_, response) => (++times < 3 ? refuse(response, 503) : { result: [] }), keys(1))
    expect(times).toBe(3)
    expect(findings(audited).map(({ status }) => status)).toEqual(['pass'])
  })

  test('OPA answer: a server that does not answer is not waited for key by key', async () => {
    const warnings: string[] = []
    const warned = ({ message }: Error): unknown => warnings.push(message)
    process.on('warning', warned)
    await judged((_, response) => refuse(response, 503), keys(60))
    await sleep(0)
    process.off('warning', warned)
    expect(opa?.asked.length).toBeLessThan(100)
    expect(warnings).toEqual([])
  })

  test('OPA answer: one that takes too long is unknown', async () => {
    opa = await anOpa((_, response) => {
      // The head of an answer is none.
      response.writeHead(200).write('{')
      return HANG
    })
    const server = { url: opa.url, rule: 'deny', token: null, proxy: null, caBundle: null }
    const client = await OpaClient.open(server, new AbortController().signal, 60)
    expect(await client.ask(toOpaInput(aRecord()))).toEqual({
      known: false,
      reason: 'network',
      why: `OPA at ${opa.url}: no response within 0.06 s`,
    })
    expect(opa.asked).toHaveLength(3)
  })

  test('OPA without an answer: Ctrl-C still ends the run', async () => {
    const io = memoryIo({ env: FAST })
    const asking = judged(
      (_, response) => {
        response.writeHead(200).write('{')
        setTimeout(() => io.signal('SIGINT'), 50)
        return HANG
      },
      keys(3),
      [],
      { io },
    )
    const audited = await asking
    expect(audited.exit).toBe(130)
    expect(findings(audited).map(({ status }) => status)).toEqual(['unknown', 'unknown', 'unknown'])
    expect(audited.report().gaps.map(({ reason }) => reason)).toEqual(['partial'])
  })

  test('OPA answer: a key that could not be read whole does not pass', async () => {
    const audited = await judged(() => ({ result: [] }), [aKey(1, { lockedAway: true }), aKey(2)])
    expect(of(audited, 1)).toEqual([
      expect.objectContaining({
        status: 'unknown',
        detail: expect.stringMatching(/could not be read: key_state, key_policy/),
      }),
    ])
    expect(of(audited, 2)[0]?.status).toBe('pass')
  })

  test.each<[what: string, missing: string, change: (report: Report) => void]>([
    ['rotation was not read', 'key_rotation_enabled', ({ keys: [key] }) => delete key?.key_rotation_enabled],
    ['tags were not read', 'tags', ({ keys: [key] }) => delete key?.tags],
    ['the policy was refused', 'key_policy', ({ keys: [key] }) => void (key !== undefined && (key.key_policy = null))],
    ['aliases were refused', 'aliases', ({ gaps }) => gaps.push({ ...GAP, operation: 'kms:ListAliases' })],
    ['nobody knows of its use', 'disposition', ({ keys: [key] }) => void (key !== undefined && (key.usage = SILENT))],
    [
      'requests were not counted',
      'monthly_usage',
      ({ keys: [key] }) => void (key !== undefined && (key.monthly_usage = null)),
    ],
  ])('OPA answer: no denial is unknown, not a pass, where %s', async (_, missing, change) => {
    const { out } = await judged(() => ({ result: [] }), [aKey(1, { aliases: [] })])
    const report = JSON.parse(out) as Report
    expect(report.findings?.map(({ status }) => status)).toEqual(['pass'])
    change(report)
    const {
      findings: [found],
    } = await judgeByOpa(report, { url: opa?.url ?? '', rule: 'deny', token: null, proxy: null, caBundle: null }, NEVER)
    expect(found).toMatchObject({
      status: 'unknown',
      detail: expect.stringContaining(`could not be read: ${missing}.`),
    })
  })
})

const NEVER = new AbortController().signal
const GAP = { account_id: '111122223333', region: 'us-east-1', key_id: null, reason: 'denied', message: '' } as const
const EVALUATION = {
  code: 'internal_error',
  message: 'error(s) occurred while evaluating query',
  errors: [{ code: 'eval_conflict_error', message: 'complete rules must not produce multiple outputs' }],
}

test('--opa-token: one that no header can have is refused, and not shown', async () => {
  const io = memoryIo({ env: { KMS_AUDIT_OPA_TOKEN: 'se\ncret' } })
  expect(await main(['--demo', '--opa-url', 'http://127.0.0.1:1'], io)).toBe(2)
  expect(io.err()).toMatch(/KMS_AUDIT_OPA_TOKEN contains a character that is not valid in a token/)
  expect(io.out() + io.err()).not.toContain('cret')
})

test.each([
  [['--opa-url', 'localhost:8181'], /takes a URL such as http/],
  [
    ['--opa-url', 'http://me:secret@host'],
    /without a password, not 'http:\/\/…@host'\. Put the token in KMS_AUDIT_OPA_TOKEN/,
  ],
  [['--opa-url', 'http://host', '--opa-path', 'v0/data/deny'], /takes the path of a rule such as v1\/data/],
  [['--opa-path', 'deny'], /--opa-path requires an OPA server\. Add --opa-url\./],
  [['--fail-on', 'opa'], /--fail-on opa requires an OPA server\. Add --opa-url\./],
])('--opa-url: %j is refused', async (argv, words) => {
  const io = memoryIo()
  expect(await main(['--demo', ...argv], io)).toBe(2)
  expect(io.err()).toMatch(words)
  expect(io.out() + io.err()).not.toContain('secret')
})
