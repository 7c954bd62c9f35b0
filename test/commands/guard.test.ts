import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { GuardCheck } from '../../src/model/retirement/guard-check.ts'
import { DAY } from '../../src/model/time.ts'
import { deniedByIdentityPolicy, deniedByKeyPolicy } from '../../src/simulation/faults/aws-errors.ts'
import { simKey, type SimKey } from '../../src/simulation/world/sim-key.ts'
import { memoryIo } from '../memory-io.ts'
import { FAST, run, type RunOptions } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { ACCOUNT, arn, aWorld, id, NOW } from '../simulation/services/clients.ts'

const used = (days: number, more: Partial<SimKey> = {}): SimKey =>
  simKey({ id: id(1), aliases: ['alias/orders'], uses: [{ operation: 'Decrypt', at: NOW - days * DAY }], ...more })

const guard = (words: string, keys: readonly SimKey[] = [used(5)], options: RunOptions = {}) =>
  run(['guard', ...words.split(' ')], aWorld(keys), options)

/** Of the calls, those of KMS and CloudTrail. */
const called = (calls: Readonly<Record<string, number>>): string[] =>
  Object.keys(calls)
    .filter(name => /^(kms|cloudtrail|cloudwatch):/.test(name))
    .toSorted()

describe.concurrent('guard statement', () => {
  test('guard statement: it prints one statement without a call or a word on stderr', async () => {
    const { exit, out, err, requests } = await guard('statement --days 365')
    expect({ exit, err, requests }).toEqual({ exit: 0, err: '', requests: [] })
    expect(JSON.parse(out)).toMatchObject({
      Sid: 'KmsAuditGuard',
      Condition: { NumericLessThanEquals: { 'kms:TrailingDaysWithoutKeyUsage': '365' } },
    })
  })

  test('guard statement: several are a list, for the Statement of a policy', async () => {
    const { out } = await guard(`statement --allow-role arn:aws:iam::${ACCOUNT}:role/KeyAdmin --sid Keep`)
    expect((JSON.parse(out) as { Sid: string }[]).map(({ Sid }) => Sid)).toEqual(['Keep', 'KeepRoles'])
  })

  test('guard statement: with a key, it shows the change, the whole policy and the command', async () => {
    const { exit, out, err, aws } = await guard('statement --key orders')
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(out).toContain(`Key policy of alias/orders\n${arn(1)}\n`)
    expect(out).toContain('\n+      "Sid": "KmsAuditGuard",\n')
    expect(out).not.toMatch(/^- /m)
    const [, document = ''] = /<<'POLICY'\n([^]*)\nPOLICY\n/.exec(out) ?? []
    expect((JSON.parse(document) as { Statement: unknown[] }).Statement).toHaveLength(2)
    expect(out).toMatch(
      new RegExp(`\naws kms put-key-policy --key-id ${arn(1)} .*--policy file://policy.json --region us-east-1\n$`),
    )
    expect(called(aws.calls)).toEqual(['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:ListAliases'])
  })

  test('guard statement: merged once, it has nothing to change', async () => {
    const { out: policy } = await guard('statement --key orders -o json')
    const { out } = await guard('statement --key orders', [used(5, { policy: JSON.parse(policy) as unknown })])
    expect(out).toContain('The key policy has this guard already.')
    expect(out).not.toContain('put-key-policy')
  })

  test('guard statement: a lockout is said with the text, and on stderr with the policy alone', async () => {
    const words = 'statement --key orders --no-days --allow-role arn:aws:iam::444455556666:role/KeyAdmin'
    const text = await guard(words)
    expect([text.out.includes('Warning: This guard would lock out everybody'), text.err]).toEqual([true, ''])
    const { out, err } = await guard(`${words} -o json -q`)
    expect(err).toContain('Warning: This guard would lock out everybody')
    expect(() => JSON.parse(out) as unknown).not.toThrow()
  })

  test('guard statement: a denied policy ends with 3, and prints nothing', async () => {
    const faults = [deniedByKeyPolicy({ operation: 'GetKeyPolicy' })]
    const { exit, out, err } = await guard('statement --key orders', [used(5)], { faults })
    expect({ exit, out }).toEqual({ exit: 3, out: '' })
    expect(err).toMatch(/^kms-audit: The policy of arn:.* could not be read: .*GetKeyPolicy/)
  })

  test('guard statement: hostile text of a policy cannot act on the terminal or leave its here-document', async () => {
    const hostile = {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: "x\u202e\u001b[31m\nPOLICY\n$(id)`id`'",
          Effect: 'Allow',
          Principal: '*',
          Action: 'kms:*',
          Resource: '*',
        },
      ],
    }
    const { out } = await guard('statement --key orders', [used(5, { policy: hostile })])
    for (const acting of ['\u001b', '\u202e']) expect(out).not.toContain(acting)
    expect(out.match(/^POLICY$/gm)).toHaveLength(1)
    const [, document = ''] = /<<'POLICY'\n([^]*)\nPOLICY\n/.exec(out) ?? []
    expect((JSON.parse(document) as typeof hostile).Statement[0]).toEqual(hostile.Statement[0])
  })

  test('guard statement: a policy of a saved report needs no call, and one without policies is refused', async () => {
    const { out } = await run(['--checks', '-o', 'json'], aWorld([used(5)]))
    const saved = await guard(`statement --key orders --from ${fileWith(out)}`)
    expect(saved).toMatchObject({ exit: 0, requests: [] })
    expect(saved.out).toContain('+      "Sid": "KmsAuditGuard",')
    const { out: plain } = await run(['-o', 'json'], aWorld([used(5)]))
    const without = await guard(`statement --key orders -q --from ${fileWith(plain)}`)
    expect(without).toMatchObject({ exit: 3, out: '' })
    expect(without.err).toContain('Save the report with --checks')
  })

  test('guard statement: the policy of an AWS managed key cannot be changed', async () => {
    const { exit, out, err } = await guard('statement --key alias/aws/s3', [
      simKey({ id: id(3), manager: 'AWS', aliases: ['alias/aws/s3'] }),
    ])
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toContain('AWS controls the policies of AWS managed keys')
  })
})

const fileWith = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'kms-audit-guard-')), 'report.json')
  writeFileSync(file, text)
  return file
}

describe.concurrent('guard scp and rcp', () => {
  test('guard rcp: it says what AWS does not document and what it does not apply to', async () => {
    const { exit, out, err } = await guard('rcp')
    expect(JSON.parse(out)).toMatchObject({ Version: '2012-10-17', Statement: [{ Principal: '*' }] })
    expect(exit).toBe(0)
    expect(err).toContain('AWS does not document kms:TrailingDaysWithoutKeyUsage for resource control policies')
    expect(err).toContain('does not apply to keys of the management account')
    expect((await guard('rcp -q')).err).toBe('')
    expect((await guard('rcp --no-days --require-mfa')).err).not.toContain('TrailingDays')
  })

  test('guard scp: it has no Principal, and says that the management account is free', async () => {
    const { out, err } = await guard('scp')
    expect(out).not.toContain('Principal')
    expect(err).toContain('not to the management account')
  })
})

const templateOf = (out: string) => parse(out) as { Description: string; Resources: Record<string, unknown> }

describe.concurrent('guard alarm', () => {
  test('guard alarm: without a look at the trails, it says that they were not checked', async () => {
    const { exit, out, err, requests } = await guard('alarm')
    expect({ exit, requests }).toEqual({ exit: 0, requests: [] })
    expect(templateOf(out).Description).toContain('The trails were not checked.')
    expect(err).toContain('Use --check-trails')
  })

  test('guard alarm: a Region without a trail is named on stderr and in the template, without listing keys', async () => {
    const { out, err, aws } = await guard('alarm -r us-east-1')
    expect(called(aws.calls)).toEqual(['cloudtrail:DescribeTrails'])
    for (const text of [err.replaceAll('\n', ' '), templateOf(out).Description])
      expect(text).toMatch(/may never fire\. 111122223333 us-east-1: there is no trail\./)
  })

  test('guard alarm: trails that cannot be read are not known, and why is said', async () => {
    const faults = [deniedByIdentityPolicy({ operation: 'DescribeTrails' })]
    const { exit, err } = await guard('alarm --check-trails', [used(5)], { faults })
    expect(exit).toBe(0)
    expect(err).toContain('the trails could not be read, so this is not known')
    expect(err).toContain('cloudtrail:DescribeTrails: ')
  })

  test('guard alarm: the trails of a saved report and of the demo count', async () => {
    const { out } = await run(['--checks', '-o', 'json'], aWorld([used(5)]))
    expect((await guard(`alarm --from ${fileWith(out)}`)).err).toContain('there is no trail')
    expect((await guard('alarm --demo')).err).toContain('eu-west-1: trail dublin-audit hides events of KMS')
  })

  test('guard alarm: JSON and YAML are the same template', async () => {
    const words = 'alarm --cancel-tag Environment=Production --topic-key alias/alerts'
    const [yaml, json] = await Promise.all([guard(words), guard(`${words} -o json`)])
    expect(JSON.parse(json.out)).toEqual(parse(yaml.out, { version: '1.1' }))
    expect(Object.keys(templateOf(yaml.out).Resources)).toContain('CancelDeletion')
    expect(yaml.err).toContain('"Service":"events.amazonaws.com"')
  })

  test('guard alarm: --alarms adds what is asked for, in any order, and all adds everything', async () => {
    const [some, all] = await Promise.all([guard('alarm --alarms secrets,quota'), guard('alarm --alarms all')])
    expect(Object.keys(templateOf(some.out).Resources)).toEqual(
      expect.arrayContaining(['SecretRotationFailedRule', 'SymmetricQuotaAlarm']),
    )
    expect(Object.keys(templateOf(some.out).Resources)).not.toContain('ErrorRateAlarm')
    expect(Object.keys(templateOf(all.out).Resources)).toEqual(
      expect.arrayContaining(['UnusedKeysAlarm', 'SymmetricSpikeAlarm', 'ErrorRateAlarm', 'SecretRotationFailedRule']),
    )
  })

  test('guard alarm: two outputs of one run go to their files', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kms-audit-guard-')), 'alarm.yaml')
    const { out } = await guard(`alarm -o json -o yaml=${file}`)
    expect(parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(out))
  })
})

const checkOf = (out: string): GuardCheck => JSON.parse(out) as GuardCheck

describe.concurrent('guard check', () => {
  const keys = [
    used(5),
    used(200, { id: id(2), aliases: [] }),
    used(1, { id: id(3), aliases: ['alias/locked'], lockedAway: true }),
  ]

  test('guard check: it decides on real last uses, and a denied one is not known', async () => {
    const { exit, out, aws } = await guard('check -o json', keys)
    expect(exit).toBe(0)
    const { summary, keys: decided } = checkOf(out)
    expect(decided.map(({ decisions, idle }) => [decisions.key_policy.decision, idle.days])).toEqual([
      ['deny', 5],
      ['allow', 200],
      ['unknown', null],
    ])
    expect(summary).toMatchObject({ keys: 3, denied: 1, allowed: 1, unknown: 1 })
    expect(called(aws.calls)).toEqual([
      'kms:DescribeKey',
      'kms:GetKeyLastUsage',
      'kms:GetKeyPolicy',
      'kms:ListAliases',
      'kms:ListKeys',
    ])
  })

  test('guard check: the table and CSV have a line for every key, and the sum', async () => {
    const { out } = await guard('check -q', keys)
    expect(out).toMatch(new RegExp(`\\| ${id(2)} .* 200 \\| Allow +\\| None `))
    expect(out).toContain('refuses to disable and delete 1 of 3 keys, and allows it for 1. Of 1 key it is not known.')
    const { out: csv } = await guard('check -q -o csv', keys)
    expect(csv.split('\r\n').map(line => line.split(',')[10])).toEqual([
      'KeyPolicy',
      'deny',
      'allow',
      'unknown',
      undefined,
    ])
  })

  test('guard check: no line is longer than a terminal of 60 columns', async () => {
    const io = memoryIo({ tty: true, columns: 60, env: { ...FAST, NO_COLOR: '1' } })
    const words = 'guard check -q -r eu-west-1,us-east-1 --cancel-tag Environment=Production'
    const { out } = await run(words.split(' '), sampleWithFewGrants(NOW), { io })
    expect(out.split('\n').filter(line => line.length > 60)).toEqual([])
    expect(out).toContain('Guard Today')
  })

  test('guard check: the tags decide what the alarm cancels', async () => {
    const tagged = used(5, { tags: { Environment: 'Production' } })
    const { out } = await guard('check -o json --cancel-tag Environment=Production', [tagged, used(9, { id: id(2) })])
    expect(checkOf(out).keys.map(({ decisions }) => decisions.alarm?.decision)).toEqual(['cancel', 'leave'])
  })

  test('guard check: a saved report is decided as of its own time', async () => {
    const { out } = await run(['--checks', '-o', 'json'], aWorld(keys))
    // CloudTrail saw a use of the key whose last use KMS does not say.
    const saved = await guard(`check -o json --days 4 --from ${fileWith(out)}`, [], { machine: () => NOW + 90 * DAY })
    expect(saved).toMatchObject({ exit: 0, requests: [] })
    expect(checkOf(saved.out).as_of).toBe('2026-11-20T14:30:00Z')
    expect(checkOf(saved.out).summary).toMatchObject({ denied: 1, allowed: 2, unknown: 0 })
  })

  test('guard check: keys that a saved report leaves out are counted', async () => {
    const { out } = await run(['--only', 'in_use', '--checks', '-o', 'json'], aWorld(keys))
    const { err } = await guard(`check --from ${fileWith(out)}`)
    expect(err).toContain('The report was saved without 1 key, so they are not decided.')
  })

  test('guard check: with --strict, a gap ends with 4', async () => {
    expect((await guard('check -q --strict', keys)).exit).toBe(4)
    expect((await guard('check -q --strict', [used(5)])).exit).toBe(0)
  })

  test('guard check: its permissions are exactly what it calls', async () => {
    const { out } = await run(['permissions', 'guard', 'check'], aWorld([]))
    const { Statement } = JSON.parse(out) as { Statement: { Action: string[] }[] }
    const { aws } = await guard('check -q', keys)
    expect(Statement.flatMap(({ Action }) => Action).toSorted()).toEqual(called(aws.calls))
  })
})

describe.concurrent('guard usage', () => {
  test.each([
    ['', 'guard requires an action'],
    ['stop', "Unknown action 'stop'"],
    ['statement --no-days', '--no-days leaves nothing to go by.'],
    ['statement --delete-alias', '--delete-alias requires --allow-role or --require-mfa.'],
    ['statement --days 5 --no-days', 'cannot be used together'],
    ['statement -r us-east-1', '--region has no effect with guard statement without --key.'],
    ['statement --key a,b', 'guard statement takes one key.'],
    ['statement -o yaml', 'guard statement does not support -o yaml.'],
    ['statement --allow-role KeyAdmin', '--allow-role takes ARNs of roles or users'],
    ['statement --allow-role arn:aws:sts::111122223333:assumed-role/A/b', 'ARNs of roles and not of their sessions'],
    ['statement --sid a-b', '--sid takes a Sid of up to 50 letters and digits'],
    ['scp --key orders', '--key has no effect with guard scp.'],
    ['scp --cancel-tag a=b', '--cancel-tag has no effect with guard scp.'],
    ['alarm --re-enable', '--re-enable has no effect without --cancel-tag.'],
    ['alarm --cancel-tag Environment', '--cancel-tag takes a tag such as Environment=Production'],
    ['alarm --topic-key alias/aws/sns', '--topic-key takes a customer managed key'],
    ['alarm --topic-key sns', '--topic-key takes a whole key ARN, key ID or alias'],
    ['alarm --alarms quotas', '--alarms takes metrics, quota, spikes, errors, secrets or all, not'],
    ['alarm --days 5', '--days has no effect with guard alarm.'],
    ['alarm --check-trails --from x.json', '--check-trails has no effect with guard alarm --from.'],
    ['check --allow-role arn:aws:iam::111122223333:role/A', '--allow-role has no effect with guard check.'],
    ['check --source none', 'guard check needs evidence of use.'],
  ])('guard usage: "%s" is refused in one line', async (words, message) => {
    const { exit, out, err } = await run(['guard', ...words.split(' ').filter(word => word !== '')], aWorld([]))
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toContain(message)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  test('guard usage: variables about audits do not change what a guard prints', async () => {
    const env = { KMS_AUDIT_OUTPUT: 'csv', KMS_AUDIT_REGION: 'all', KMS_AUDIT_KEY: 'x', KMS_AUDIT_FROM: 'nowhere.json' }
    const { exit, requests } = await guard('statement', [], { io: memoryIo({ env }) })
    expect({ exit, requests }).toEqual({ exit: 0, requests: [] })
    expect((await guard('alarm', [], { io: memoryIo({ env }) })).requests).toEqual([])
  })
})
