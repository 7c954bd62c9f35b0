import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SecretRecord, SecretsAssessment } from '../../../src/model/assessments/secrets.ts'
import { aResult, aSecret, dayAgo, daysAgo } from '../../checks/secrets/a-secret.ts'
import { adviceOn, ofKind } from '../a-report.ts'

const STATIC = { enabled: false, function_arn: null, last_rotated_at: null, next_rotation_at: null }

const named = (name: string, parts: Parameters<typeof aSecret>[0] = {}): SecretRecord =>
  aSecret({
    name,
    arn: `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`,
    rotation: STATIC,
    ...parts,
  })

const NOT_READ = { last_read_on: dayAgo(400), created_at: daysAgo(900), last_changed_at: daysAgo(900) }

const adviseOn = (...secrets: SecretRecord[]) => adviceOn([], aResult(secrets))

test('unused-secrets: a secret that is not read saves its price, and a replica of it too', () => {
  const replicas = [{ region: 'eu-west-1', key_id: null, status: 'InSync', last_read_on: null }]
  const first = named('shop/newsletter', { ...NOT_READ, primary_region: 'us-east-1', replicas })
  const copy = { ...first, region: 'eu-west-1', arn: first.arn.replace('us-east-1', 'eu-west-1'), is_replica: true }
  const [advice, ...others] = ofKind(adviseOn(first, { ...copy, replicas: [] }), 'unused-secrets')
  expect(others).toEqual([])
  expect(advice).toMatchObject({ status: 'suggested', monthly_savings: 0.8, region: null })
  expect(advice?.commands.split('\n')[0]).toContain('remove-regions-from-replication')
})

test.each<[string, Parameters<typeof aSecret>[0]]>([
  ['is read', {}],
  ['belongs to a service', { ...NOT_READ, owning_service: 'rds', monthly_cost: null }],
  ['is scheduled for deletion', { ...NOT_READ, deleted_at: daysAgo(2) }],
])('unused-secrets: nothing for a secret that %s', (_, parts) => {
  expect(ofKind(adviseOn(named('shop/newsletter', parts)), 'unused-secrets')).toEqual([])
})

test('unused-secrets: a price that is not known is unknown, never zero', () => {
  const [advice] = ofKind(adviseOn(named('shop/newsletter', { ...NOT_READ, monthly_cost: null })), 'unused-secrets')
  expect(advice).toMatchObject({ status: 'unknown', monthly_savings: null })
})

test.each(['shop/config', 'shop/mail/host', 'app/base-url', 'config/feature', 'shop/port'])(
  'plain-parameters: %s is the name of a setting, and the value is an assumption',
  name => {
    const [advice] = ofKind(adviseOn(named(name)), 'plain-parameters')
    expect(advice).toMatchObject({ monthly_savings: 0.4 })
    expect(advice?.assumptions[0]).toContain('Values are never read')
    expect(advice?.commands).toContain(`--name /${name} `)
  },
)

test.each(['shop/database/host', 'shop/db-url', 'redis/endpoint', 'webhook-url', 'shop/api-config', 'config/password'])(
  'plain-parameters: nothing for %s, which may be a credential',
  name => {
    expect(ofKind(adviseOn(named(name)), 'plain-parameters')).toEqual([])
  },
)

test('plain-parameters: nothing for a secret that rotates or has replicas that are not known', () => {
  const rotating = named('shop/config', { rotation: { enabled: true } })
  expect(ofKind(adviseOn(rotating, named('mail/host', { replicas: null })), 'plain-parameters')).toEqual([])
})

test('combine-secrets: the secrets of one family but one save their price', () => {
  const family = ['shop/mail/sender', 'shop/mail/reader', 'shop/mail/admin'].map(name => named(name))
  const [advice, ...others] = ofKind(adviseOn(...family, named('shop/other')), 'combine-secrets')
  expect(others).toEqual([])
  expect(advice).toMatchObject({ monthly_savings: 0.8, resource: { name: 'shop/mail/*' } })
})

test.each<[string, Parameters<typeof aSecret>[0]]>([
  ['another key', { key: { id: 'alias/other' } }],
  ['other tags', { tags: [] }],
  ['rotation', { rotation: { enabled: true } }],
  ['another account', { account_id: '444455556666' }],
  ['another Region', { region: 'eu-west-1' }],
  ['a type', { type: 'SalesforceClientSecret' }],
])('combine-secrets: nothing for two secrets of which one has %s', (_, parts) => {
  expect(ofKind(adviseOn(named('shop/mail/a'), named('shop/mail/b', parts)), 'combine-secrets')).toEqual([])
})

test('combine-secrets: nothing for secrets of different environments', () => {
  const found = ofKind(adviseOn(named('shop/prod-mail'), named('shop/dev-mail')), 'combine-secrets')
  expect(found).toEqual([])
})

test('secrets: without them, the advice says what adds them', () => {
  const { not_given: missing } = adviceOn([], null)
  expect(missing.find(({ kind }) => kind === 'combine-secrets')?.reason).toContain('secrets: run kms-audit advise')
})

const anySecret = fc.record({
  name: fc.constantFrom('shop/mail/a', 'shop/mail/host', 'shop/prod/b', 'shop/dev/b', 'shop/mail/c'),
  isRead: fc.boolean(),
  rotates: fc.boolean(),
  region: fc.constantFrom('us-east-1', 'eu-west-1'),
})

test('secrets: no dollar of a secret is counted twice, and one that rotates is left alone', () => {
  fc.assert(
    fc.property(fc.array(anySecret, { maxLength: 20 }), parts => {
      const secrets = parts.map(({ name, isRead, rotates, region }, number) =>
        named(name, {
          arn: `arn:aws:secretsmanager:${region}:111122223333:secret:${name}-${number}`,
          region,
          rotation: { ...STATIC, enabled: rotates },
          ...(!isRead && NOT_READ),
        }),
      )
      const found: SecretsAssessment = aResult(secrets)
      const claims = adviceOn([], found).advice.flatMap(one => one.claims.map(claim => ({ ...claim, kind: one.kind })))
      expect(new Set(claims.map(({ arn }) => arn)).size).toBe(claims.length)
      for (const { arn, kind, counted } of claims) {
        const secret = found.secrets.find(one => one.arn === arn)
        expect(counted).toBe(secret?.monthly_cost)
        expect(kind === 'unused-secrets' || secret?.rotation.enabled === false).toBe(true)
      }
    }),
  )
})
