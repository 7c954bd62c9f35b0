import { describe, expect, test } from 'vitest'
import { type Env, ROLE, options, complaint } from '../typed-line.ts'

describe('--from', () => {
  test('--from: it takes what a report can answer', () => {
    expect(options('--from a.json -r eu-* --accounts 111122223333 --manager aws --unused-days 30').saved).toEqual({
      path: 'a.json',
      oneKey: false,
      regions: ['eu-*'],
      accounts: ['111122223333'],
      exceptAccounts: [],
      manager: 'aws',
      keys: [],
      exceptKeys: [],
      tags: [],
      unusedDays: 30,
      pricePerKey: null,
    })
  })

  test.each<[Env, object]>([
    [
      { KMS_AUDIT_REGION: 'eu-west-1', KMS_AUDIT_MANAGER: 'aws', KMS_AUDIT_KEY: 'a' },
      { regions: null, manager: null, keys: [], exceptKeys: [], tags: [] },
    ],
    [{ KMS_AUDIT_PROFILE: 'dev', KMS_AUDIT_FAST: '1', KMS_AUDIT_CHECKPOINT: 'a' }, { unusedDays: null }],
    [
      { KMS_AUDIT_UNUSED_DAYS: '30', KMS_AUDIT_PRICE_PER_KEY: '5' },
      { unusedDays: 30, pricePerKey: 5_000_000 },
    ],
    [{ KMS_AUDIT_SOURCE: 'none', KMS_AUDIT_ONLY: 'unused' }, { path: 'a.json' }],
    [{ KMS_AUDIT_MAX_PAGES: 'many' }, { path: 'a.json' }],
  ])('--from: variables about the report count, others are ignored, %j', (env, saved) =>
    expect(options('--from a.json', env).saved).toMatchObject(saved),
  )

  const needsAws = 'has no effect with --from. --from shows a saved report and makes no AWS calls.'
  test.each([
    ['-p dev', '--profile has no effect with --from. Reports do not contain profile names. Use --accounts.'],
    ['--no-requests', '--no-requests has no effect with --from. A saved report keeps its own request counts.'],
    ['--request-days 7', '--request-days has no effect with --from. A saved report keeps its own request counts.'],
    ['--source kms', '--source has no effect with --from. A saved report keeps its own evidence.'],
    ['--double-check', '--double-check has no effect with --from. A saved report keeps its own evidence.'],
    ['--max-pages 3', '--max-pages has no effect with --from. A saved report keeps its own evidence.'],
    ...[
      '--fast',
      '--checkpoint a',
      '--max-duration 5m',
      '--max-rate ListKeys=1',
      '--role-arn ROLE/A',
      '--ou ou-ab12-1',
      '--log-progress',
    ].map((line): [string, string] => [line, `${line.split(' ')[0]} ${needsAws}`]),
  ])('--from: it refuses %s', (line, expected) =>
    expect(complaint(`--from a.json ${line.replaceAll('ROLE', ROLE)}`)).toBe(expected),
  )
})
