import { expect, test, vi } from 'vitest'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import type { PolicyStatement } from '../../src/simulation/world/sim-iam.ts'
import { simKey } from '../../src/simulation/world/sim-key.ts'
import { simAccount, type SimulatedWorld } from '../../src/simulation/world/world.ts'
import type { AccessAssessment } from '../../src/model/assessments/access.ts'
import { memoryIo } from '../memory-io.ts'
import { run, type RunOptions } from '../run.ts'
import { ACCOUNT, arn, id, NOW } from '../simulation/services/clients.ts'

vi.setConfig({ testTimeout: 30_000 })

const [OLD, NEW] = [arn(1), arn(2)]
const ARN = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:app-AbCdEf`
const env = { AWS_REGION: 'us-east-1', KMS_AUDIT_MAX_RATE: 'SimulatePrincipalPolicy=2000,GetRole=500' }

const allow = (Action: string, Resource: string | string[]): PolicyStatement => ({ Effect: 'Allow', Action, Resource })
const role = (name: string, ...keys: string[]) => {
  const Statement = [allow('secretsmanager:GetSecretValue', '*'), allow('kms:Decrypt', keys)]
  return { name, inline: { own: { Version: '2012-10-17', Statement } } }
}

/** A secret that names the new key, and whose value is encrypted with these keys. */
const worldOf = (KmsKeyIds: readonly string[] | undefined): SimulatedWorld => ({
  clock: () => NOW,
  accounts: [
    simAccount({
      id: ACCOUNT,
      iam: { roles: [role('old', OLD), role('new', NEW)] },
      regions: {
        'us-east-1': {
          keys: [simKey({ id: id(1) }), simKey({ id: id(2) })],
          resources: {
            'secretsmanager:ListSecrets': [{ Name: 'app', ARN, KmsKeyId: NEW }],
            'secretsmanager:ListSecretVersionIds': {
              [ARN]: { Versions: [{ VersionId: 'v1', VersionStages: ['AWSCURRENT'], KmsKeyIds }] },
            },
          },
        },
      },
    }),
  ],
})

const access = async (principal: string, KmsKeyIds: readonly string[] | undefined, options: RunOptions = {}) => {
  const words = ['access', '--principal', principal, '--secret', 'app', '-o', 'json']
  const { out } = await run(words, worldOf(KmsKeyIds), { io: memoryIo({ env }), ...options })
  return JSON.parse(out) as AccessAssessment
}

test.each([
  ['old', [OLD], 'allowed', OLD],
  ['new', [OLD], 'denied', OLD],
  ['old', [OLD, NEW], 'allowed', OLD],
  ['new', [OLD, NEW], 'allowed', NEW],
  ['old', [NEW], 'denied', NEW],
])('access: a role that may use the %s key, of a value under %j, is %s', async (principal, keys, answer, key) => {
  const { answers } = await access(principal, keys)
  expect(answers.map(one => [one.answer, one.key_arn])).toEqual([[answer, key]])
})

test('access: the answer is unknown if Secrets Manager does not say which keys encrypt the value', async () => {
  const { answers } = await access('new', undefined)
  expect(answers.map(one => [one.answer, one.reason])).toEqual([
    ['unknown', 'Secrets Manager does not say which keys encrypt the value of the secret.'],
  ])
})

test('access: the answer is unknown if the versions of the secret are refused, which is not evaluated', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'ListSecretVersionIds' })]
  const { answers, gaps } = await access('new', [NEW], { faults })
  expect(answers.map(one => [one.answer, one.key_arn])).toEqual([['unknown', null]])
  expect(answers[0]?.not_evaluated.map(({ name }) => name)).toContain('keys of the value of the secret')
  expect(gaps.map(({ operation }) => operation)).toEqual(['secretsmanager:ListSecretVersionIds'])
})
