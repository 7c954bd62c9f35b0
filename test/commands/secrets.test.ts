import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import type { SecretsAssessment } from '../../src/model/assessments/secrets.ts'
import { FAST, run, type Run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { NOW } from '../simulation/services/clients.ts'
import { readCsv } from '../formats/read-csv.ts'
import { memoryIo } from '../memory-io.ts'
import { callsIn, policy, actionsIn } from './printed-permissions.ts'

// The SDK renews a session by the machine's clock: here that is the clock of the simulation.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  return () => vi.useRealTimers()
})

const ask = (...argv: string[]): Promise<Run> =>
  run(['secrets', '-r', 'us-east-1,eu-west-1', ...argv], sampleWithFewGrants(NOW))
const documentOf = ({ out }: Run): SecretsAssessment => JSON.parse(out) as SecretsAssessment

test('secrets: each secret says whether it rotates, is read, and which key it has', async () => {
  const { secrets, summary } = documentOf(await ask('-o', 'json'))
  const rows = secrets.map(({ name, region, rotation, use, key }) => [
    `${name} ${region}`,
    rotation.state,
    use,
    key.kind,
    key.state,
  ])
  expect(rows).toContainEqual(['shop/database us-east-1', 'on_time', 'in_use', 'aws_managed', null])
  expect(rows).toContainEqual(['shop/partner-api us-east-1', 'overdue', 'in_use', 'other_account', null])
  expect(rows).toContainEqual(['shop/newsletter-api us-east-1', 'off', 'unused', 'aws_managed', null])
  expect(rows).toContainEqual(['ledger/database eu-west-1', 'off', 'in_use', 'customer_managed', 'Unavailable'])
  expect(rows).toContainEqual([
    'shop/payment-provider eu-west-1',
    'not_applicable',
    'in_use',
    'customer_managed',
    'Enabled',
  ])
  expect(summary).toMatchObject({ secrets: 10, own: 7, rotating: 3, overdue: 1, failed: 1, stuck: 1, unused: 1 })
  expect(summary).toMatchObject({ monthly_cost: 3.2, unused_monthly_cost: 0.4, is_lower_bound: true })
})

test('secrets: the value of a secret is never read, and the permissions do not allow it', async () => {
  const all = await ask('-o', 'json')
  const called = callsIn(all, () => true)
  expect(called).toContain('secretsmanager:ListSecrets')
  const allowed = actionsIn(await policy(['secrets']))
  for (const action of [...called, ...allowed]) expect(action).not.toMatch(/GetSecretValue/)
})

test('secrets: failed rotations of 90 days belong to their secret, and a later rotation ends them', async () => {
  const { secrets, findings } = documentOf(await ask('-o', 'json'))
  const events = Object.fromEntries(secrets.map(secret => [secret.name, secret.rotation_events]))
  expect(events['shop/partner-api']).toMatchObject({ failed: 20, abandoned: 1, is_partial: false })
  expect(events['payments/sepa']).toMatchObject({ failed: 1, abandoned: 0 })
  expect(events['shop/database']).toMatchObject({ failed: 0, abandoned: 0, last_at: null })
  expect(events['shop/newsletter-api']).toBeNull()
  const failing = findings.filter(({ check, status }) => check === 'secret-rotation-failed' && status === 'fail')
  expect(failing.map(({ resource }) => resource?.id)).toEqual(['shop/partner-api'])
})

describe('which secrets are read', () => {
  test('secrets: --secret takes names and ARNs, also without the last six characters', async () => {
    const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/partner-api'
    const one = await ask('--secret', `payments/sepa,${arn}`, '-o', 'json')
    expect(documentOf(one).secrets.map(({ name }) => name)).toEqual(['payments/sepa', 'shop/partner-api'])
  })

  test('secrets: an ARN sets the Region', async () => {
    const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:payments/sepa-YzAbCd'
    const one = await run(['secrets', '--secret', arn, '-o', 'json'], sampleWithFewGrants(NOW))
    expect(documentOf(one).secrets).toMatchObject([{ name: 'payments/sepa', region: 'eu-west-1' }])
    expect(documentOf(one).scope.places.map(({ region }) => region)).toEqual(['eu-west-1'])
  })

  test.each([
    ['a name that is misspelled', 'shop/databse', 'Did you mean shop/database?'],
    [
      'a name that does not exist',
      'shop/nothing',
      "Secret 'shop/nothing' does not exist in eu-west-1 and us-east-1 of account 111122223333.",
    ],
    [
      'an ARN of another account',
      'arn:aws:secretsmanager:us-east-1:444455556666:secret:shop/database-AbCdEf',
      "The secret 'shop/database-AbCdEf' belongs to account 444455556666, which is not read.",
    ],
    [
      'an ARN of a Region that is not read',
      'arn:aws:secretsmanager:us-west-2:111122223333:secret:shop/database-AbCdEf',
      "The secret 'shop/database-AbCdEf' is in us-west-2, which is not read.",
    ],
  ])('secrets: --secret with %s is wrong usage', async (_, secret, message) => {
    const wrong = await ask('--secret', secret)
    expect(wrong).toMatchObject({ exit: 2, out: '' })
    expect(wrong.err).toContain(message)
  })

  test('secrets: an ARN of another service is refused before AWS is called', async () => {
    const wrong = await ask('--secret', 'arn:aws:kms:us-east-1:111122223333:key/1234abcd')
    expect(wrong).toMatchObject({ exit: 2, out: '' })
    expect(wrong.err).toContain('names or ARNs of secrets')
    expect(wrong.aws.calls).toEqual({})
  })

  test('secrets: a named secret that may be in a Region that could not be listed makes the result incomplete', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'ListSecrets', region: 'eu-west-1' })]
    const argv = ['secrets', '-r', 'us-east-1,eu-west-1', '--secret', 'shop/database,payments/sepa']
    const part = await run(argv, sampleWithFewGrants(NOW), { faults })
    expect(part.exit).toBe(4)
    expect(part.err).toContain("Secret 'payments/sepa' was not found, but not all secrets could be listed.")
  })
})

describe('what is shown', () => {
  const save = async (): Promise<string> => {
    const path = join(mkdtempSync(join(tmpdir(), 'kms-audit-')), 'secrets.json')
    writeFileSync(path, (await ask('-o', 'json')).out)
    return path
  }

  test('secrets: --from shows a saved result, and other limits judge its dates again', async () => {
    const path = await save()
    const from = (...argv: string[]) => run(['secrets', '--from', path, ...argv], sampleWithFewGrants(NOW))
    const same = await from('-o', 'json')
    expect(documentOf(same)).toEqual(documentOf(await ask('-o', 'json')))
    const later = documentOf(await from('--unused-days', '500', '--max-age-days', '700', '-o', 'json'))
    expect(later.summary.unused).toBe(0)
    const failing = later.findings.filter(({ status, check }) => status === 'fail' && check === 'secret-not-rotated')
    expect(failing.map(({ resource }) => resource?.id)).toEqual(['shop/newsletter-api'])
    expect((await from('--secret', 'shop/database')).exit).toBe(2)
  })

  test('secrets: the table names rotation, use and key of each secret, and the numbers below', async () => {
    const { out } = await ask()
    const row = (name: string): string | undefined => out.split('\n').find(line => line.startsWith(`| ${name} `))
    expect(row('shop/partner-api')).toMatch(/ failed, stuck, overdue 41 d .* \(of 444455556666, unknown state\)/)
    expect(row('shop/newsletter-api')).toMatch(/ off .*! unused .* aws\/secretsmanager +\| +0\.40 \|$/)
    expect(row('build-server/deploy-key')).toMatch(/ being deleted /)
    expect(row('ledger/database')).toMatch(/ alias\/ledger \(Unavailable\) /)
    expect(out).toContain('rotate-partner-api (us-east-1): 40 errors in 44 invocations of 90 days; rotates 1 secret')
    expect(out).toMatch(/^Unused {6}1 secret not read for 90 days, \$0\.40 a month$/m)
  })

  test.each([40, 60, 80, 120, 200])('secrets: on a terminal of %i columns no line is longer', async columns => {
    const io = memoryIo({ env: FAST, columns, tty: true })
    const { out } = await run(['secrets', '-r', 'us-east-1', '--color', 'never'], sampleWithFewGrants(NOW), { io })
    const [head = '', ...lines] = out.split('\n')
    expect(head).toMatch(/^Secret +Rotation/)
    // The commands of remedies are not broken.
    expect(lines.filter(line => line.length > columns && !/aws |^ +[\w-]+;?$/.test(line))).toEqual([])
  })

  test('secrets: the CSV names the checks that fail and those that could not be decided', async () => {
    const [head = [], ...rows] = readCsv((await ask('-o', 'csv')).out)
    const cell = (name: string, column: string) =>
      rows.find(row => row[head.indexOf('Name')] === name)?.[head.indexOf(column)]
    expect(cell('shop/newsletter-api', 'Findings')).toContain('secret-unused')
    expect(cell('shop/partner-api', 'FindingsUnknown')).toBe('secret-key-unusable')
    expect(cell('shop/partner-api', 'RotationsFailed')).toBe('20')
    expect(cell('shop/newsletter-api', 'RotationsFailed')).toBe('')
  })

  test('secrets: --fail-on takes globs of checks, and names of checks of an audit are refused', async () => {
    expect((await ask('--fail-on', 'secret-rotation-*')).exit).toBe(1)
    expect((await ask('--fail-on', 'policy-public')).exit).toBe(2)
    expect((await ask('--check', 'secret-untagged', '--fail-on', 'high')).exit).toBe(0)
  })

  test.each(['sarif', 'ocsf', 'asff'])('secrets: -o %s holds the findings with the ARN of the secret', async format => {
    const { out, exit } = await ask('-o', format)
    expect(exit).toBe(0)
    expect(out).toContain('arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/newsletter-api-EfGhIj')
  })
})
