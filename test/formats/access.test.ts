import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccessAssessment } from '../../src/model/assessments/access.ts'
import { memoryIo } from '../memory-io.ts'
import { run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { NOW } from '../simulation/services/clients.ts'
import { readCsv } from './read-csv.ts'

const world = sampleWithFewGrants(NOW)
const env = { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'SimulatePrincipalPolicy=2000,GetRole=500,ListGrants=5000' }
const MANY = ['--all-roles', '*', '--secret', 'shop/*', '--key', 'alias/orders']

let folder: string
let saved: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'access-'))
  saved = join(folder, 'access.json')
  await shown([...MANY, '-o', 'json', '-f', saved])
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

const shown = (words: readonly string[], tty = false, columns = 80) =>
  run(['access', ...words], world, { io: memoryIo({ env, tty, columns }) })
const document = (): AccessAssessment => JSON.parse(readFileSync(saved, 'utf8')) as AccessAssessment

describe('access formats', () => {
  test('access: CSV has a line for each answer, and names the link that decides', async () => {
    const [head, ...rows] = readCsv((await shown(['--from', saved, '-o', 'csv'])).out)
    expect(head).toEqual(
      (
        'Principal PrincipalType TargetType Target TargetName AccountId Region Key Actions Answer DecidingLink Reason ' +
        'NotEvaluated Tried'
      ).split(' '),
    )
    expect(rows).toHaveLength(document().answers.length)
    expect(rows.find(row => row[0]?.endsWith('role/checkout') && row[4] === 'shop/payment-provider')).toEqual(
      expect.arrayContaining(['denied', 'identity_policy', 'secretsmanager:GetSecretValue kms:Decrypt']),
    )
  })

  test('access: the table names everything that any answer did not evaluate', async () => {
    const whole = document()
    const [first, ...others] = whole.answers
    const extra = { name: 'conditions on aws:SourceVpc', reason: 'The value is not known.' }
    const last = { ...others.at(-1), not_evaluated: [extra] }
    const path = join(folder, 'rest.json')
    writeFileSync(path, JSON.stringify({ ...whole, answers: [first, last] }))
    const { out } = await shown(['--from', path], false, 400)
    for (const { name } of [...(first?.not_evaluated ?? []), extra]) expect(out).toContain(name)
  })

  test('access: a saved result shows the same as the run, without calls', async () => {
    const { out, aws } = await shown(['--from', saved])
    expect(out).toBe((await shown(MANY)).out)
    expect(Object.keys(aws.calls)).toEqual([])
  })

  test('access: --expect applies to a saved result', async () => {
    const { exit, err } = await shown(['--from', saved, '--expect', 'allowed'])
    expect(exit).toBe(1)
    expect(err).toMatch(/--expect allowed: \d+ answers of \d+ are denied\./)
  })

  test('access: --from with a principal is refused, because the file has its principals', async () => {
    const { exit, err } = await shown(['--from', saved, '--principal', 'checkout'])
    expect(exit).toBe(2)
    expect(err).toContain('--principal has no effect with access --from.')
  })

  test('access: there are no options about findings, because there are none', async () => {
    const { exit, err } = await shown([...MANY, '--fail-on', 'high'])
    expect(exit).toBe(2)
    expect(err).toContain('--fail-on has no effect with kms-audit access.')
  })

  test('access: the page has every answer, every link and every gap', async () => {
    const { out } = await shown(['--from', saved, '-o', 'html'])
    for (const text of ['role/checkout', 'secret shop/payment-provider', 'No identity policy allows kms:Decrypt.'])
      expect(out).toContain(text)
    expect(out).toContain('resource control policies')
    expect(out).toContain('This run has no access to account 444455556666')
  })

  test.each([60, 80, 120])('access: the lines fit a terminal of %i columns', async columns => {
    const { out } = await shown(['--from', saved], true, columns)
    const wide = out.split('\n').filter(line => stripVTControlCharacters(line).length > columns)
    expect(wide).toEqual([])
    const one = await shown(['--principal', 'checkout', '--secret', 'shop/database'], true, columns)
    const long = one.out.split('\n').filter(line => stripVTControlCharacters(line).length > columns)
    expect(long).toEqual([])
  })

  test('access: texts from AWS cannot control the terminal', async () => {
    const whole = document()
    const [first] = whole.answers
    const hostile = { ...whole, answers: [{ ...first, reason: 'a\u001b[31mred', target_name: 'x\u0007y' }] }
    const path = join(folder, 'hostile.json')
    writeFileSync(path, JSON.stringify(hostile))
    for (const format of ['table', 'csv', 'html'])
      for (const control of ['\u001b', '\u0007'])
        expect((await shown(['--from', path, '-o', format])).out).not.toContain(control)
  })
})
