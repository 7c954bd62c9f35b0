import { expect, test } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import { type Env, options } from '../typed-line.ts'

test.each([
  '--severity high',
  '--trusted-account 444455556666',
  '--trust-org',
  '--require-tag Owner',
  '--mutelist m.yaml',
  '--baseline b.json',
  '--fail-on high',
  '--fail-on policy-public',
  '-o sarif',
  '-o ocsf',
  '-o asff',
])('checks: %s implies every check', line => {
  expect(options(line).checks.ids).toEqual(Object.keys(checks))
})

test.each<[Env, string]>([
  [{ KMS_AUDIT_MUTELIST: 'm.yaml' }, ''],
  [{ KMS_AUDIT_TRUSTED_ACCOUNT: '444455556666' }, ''],
  [{ KMS_AUDIT_SEVERITY: 'high' }, ''],
  [{}, '--opa-url http://127.0.0.1:8181 -o sarif'],
  [{}, '--fail-on unused'],
])('checks: none is implied by %j and %s', (env, line) => expect(options(line, env).checks.ids).toEqual([]))

test.each<[Env, string]>([
  [{ KMS_AUDIT_OUTPUT: 'sarif' }, ''],
  [{ KMS_AUDIT_FAIL_ON: 'high' }, ''],
])('checks: a format or a gate of the environment implies them, %j', env =>
  expect(options('', env).checks.ids).toEqual(Object.keys(checks)),
)

test('compliance: it selects frameworks, and only the checks that --check and --fail-on name beside theirs', () => {
  expect(options('--compliance cis-7.0').checks).toMatchObject({ frameworks: ['cis-7.0'], ids: [] })
  expect(options('--compliance cis-7.0 -o sarif --severity high').checks.ids).toEqual([])
  expect(options('--compliance pci --fail-on policy-public --check alias-missing').checks.ids).toEqual([
    'alias-missing',
    'policy-public',
  ])
})

test('checks: one that was named stays alone, whatever else implies checks', () => {
  expect(options('--check rotation-off --severity high -o sarif').checks.ids).toEqual(['rotation-off'])
})
