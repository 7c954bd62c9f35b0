import { expect, test } from 'vitest'
import materialExpiring from '../../../src/checks/life-cycle/material-expiring.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]
const aws = { key_manager: 'AWS' }

const leaving = { key_state: 'PendingDeletion', enabled: false, deletion_date: '2026-12-01T14:30:22Z' }

const imported = { origin: 'EXTERNAL' }

test.each<Row>([
  ['material that expires in 30 days fails', { ...imported, valid_to: '2026-12-20T14:30:22Z' }, 'fail high'],
  ['material that expires in 31 days passes', { ...imported, valid_to: '2026-12-21T14:30:22Z' }, 'pass'],
  ['expired material fails', { ...imported, valid_to: '2026-11-01T00:00:00Z' }, 'fail high'],
  ['a key without its material fails', { ...imported, key_state: 'PendingImport', enabled: false }, 'fail high'],
  ['material that does not expire passes', { ...imported, valid_to: null }, 'pass'],
  ['an unknown expiration date is unknown', imported, 'unknown'],
  ['material created by AWS is not applicable', {}, 'not_applicable'],
  ['pending deletion is not applicable', { ...imported, ...leaving }, 'not_applicable'],
  ['AWS managed keys are not applicable', aws, 'not_applicable'],
])('material-expiring: %s', (_, key, expected) => expect(outcome(judgeKey(materialExpiring, key))).toBe(expected))

test.each([
  ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'RSAES_OAEP_SHA_256'],
  ['HMAC_512', 'GENERATE_VERIFY_MAC', 'RSAES_OAEP_SHA_256'],
  ['ECC_NIST_P521', 'SIGN_VERIFY', 'RSAES_OAEP_SHA_256'],
  ['ECC_SECG_P256K1', 'SIGN_VERIFY', 'RSAES_OAEP_SHA_256'],
  ['RSA_2048', 'ENCRYPT_DECRYPT', 'RSA_AES_KEY_WRAP_SHA_256'],
  ['RSA_4096', 'SIGN_VERIFY', 'RSA_AES_KEY_WRAP_SHA_256'],
])('material-expiring: material of a key of spec %s for %s is wrapped with %s', (key_spec, key_usage, algorithm) => {
  const { remedy } = judgeKey(materialExpiring, { ...imported, key_state: 'PendingImport', key_spec, key_usage })
  expect(remedy).toBe(
    'aws kms get-parameters-for-import --key-id 0a1b2c3d-0001-4000-8000-000000000001 ' +
      `--wrapping-algorithm ${algorithm} --wrapping-key-spec RSA_4096 --region eu-west-1`,
  )
})

test('material-expiring: material of RSA keys in China is wrapped with SM2, because RSA_AES wrapping is not available', () => {
  const china = { ...imported, key_arn: 'arn:aws-cn:kms:cn-north-1:111122223333:key/k', region: 'cn-north-1' }
  const remedyFor = (key_spec: string) =>
    judgeKey(materialExpiring, { ...china, key_state: 'PendingImport', key_spec }).remedy
  expect(remedyFor('RSA_2048')).toContain(' --wrapping-algorithm SM2PKE --wrapping-key-spec SM2 ')
  expect(remedyFor('SM2')).toContain(' --wrapping-algorithm RSAES_OAEP_SHA_256 --wrapping-key-spec RSA_4096 ')
})
