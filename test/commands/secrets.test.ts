import { beforeAll, expect, test, vi } from 'vitest'
import type { SecretsAssessment } from '../../src/model/assessments/secrets.ts'
import { run, type Run } from '../run.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { NOW } from '../simulation/services/clients.ts'
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
