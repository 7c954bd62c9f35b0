import { expect, test } from 'vitest'
import grantBroad from '../../../src/checks/grants/grant-broad.ts'
import type { GrantRecord, KeyRecord } from '../../../src/model/report/report.ts'
import { aGrant, judgeKey, outcome } from '../judge-check.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const granted = (...grants: Partial<GrantRecord>[]): Partial<KeyRecord> => ({ grants: grants.map(aGrant) })
const allowing = (...operations: string[]) => granted({ operations })

const pairs = ['GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext']
const dataKeys = ['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext']
const symmetric = ['Decrypt', 'Encrypt', ...dataKeys, ...pairs]
const hmac = { key_usage: 'GENERATE_VERIFY_MAC', key_spec: 'HMAC_256' }
const signing = { key_usage: 'SIGN_VERIFY', key_spec: 'RSA_2048' }
const agreement = { key_usage: 'KEY_AGREEMENT', key_spec: 'ECC_NIST_P256' }
test.each<Row>([
  ['all operations and CreateGrant fail', allowing(...symmetric, 'CreateGrant'), 'fail medium'],
  [
    'all operations without CreateGrant pass',
    allowing(...symmetric, 'ReEncryptFrom', 'ReEncryptTo', 'DescribeKey', 'RetireGrant'),
    'pass',
  ],
  [
    'many but not all operations pass',
    allowing(
      'Decrypt',
      ...dataKeys,
      ...pairs,
      'ReEncryptFrom',
      'ReEncryptTo',
      'CreateGrant',
      'DescribeKey',
      'RetireGrant',
    ),
    'pass',
  ],
  [
    'three operations are all operations of an HMAC key',
    { ...hmac, ...allowing('GenerateMac', 'VerifyMac', 'CreateGrant') },
    'fail medium',
  ],
  ['VerifyMac without GenerateMac passes', { ...hmac, ...allowing('VerifyMac', 'CreateGrant', 'DescribeKey') }, 'pass'],
  [
    'two operations are all operations of a key agreement key',
    { ...agreement, ...allowing('DeriveSharedSecret', 'CreateGrant') },
    'fail medium',
  ],
  [
    'two operations are all operations of an RSA signing key',
    { ...signing, ...allowing('Sign', 'Verify', 'CreateGrant') },
    'fail medium',
  ],
  ['Verify without Sign passes', { ...signing, ...allowing('Verify', 'GetPublicKey', 'CreateGrant') }, 'pass'],
  [
    'an RSA encryption key cannot generate data keys, so Decrypt and Encrypt are all',
    { key_spec: 'RSA_4096', ...allowing('Decrypt', 'Encrypt', 'CreateGrant') },
    'fail medium',
  ],
  [
    'Decrypt and Encrypt are not all operations of a symmetric key',
    allowing('Decrypt', 'Encrypt', 'CreateGrant'),
    'pass',
  ],
  ['an unknown key usage is unknown', { key_usage: 'TELEPORT', ...allowing('Sign', 'CreateGrant') }, 'unknown'],
])('grant-broad: %s', (_, key, expected) => expect(outcome(judgeKey(grantBroad, key))).toBe(expected))
