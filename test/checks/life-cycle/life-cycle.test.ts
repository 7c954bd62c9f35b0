import { describe, expect, test } from 'vitest'
import disabledLong from '../../../src/checks/life-cycle/disabled-long.ts'
import disabledStillCalled from '../../../src/checks/life-cycle/disabled-still-called.ts'
import keyUnavailable from '../../../src/checks/life-cycle/key-unavailable.ts'
import keyUnused from '../../../src/checks/life-cycle/key-unused.ts'
import materialExpiring from '../../../src/checks/life-cycle/material-expiring.ts'
import pendingDeletionInUse from '../../../src/checks/life-cycle/pending-deletion-in-use.ts'
import pendingDeletion from '../../../src/checks/life-cycle/pending-deletion.ts'
import type { KeyRecord } from '../../../src/model/report.ts'
import { aUsage, fromTrail, judged, verdict } from '../judged.ts'

type Row = [what: string, key: Partial<KeyRecord>, expected: string]

const used = (at: string) => aUsage({ status: 'used', last_used_at: at, precision: 'second', source: 'kms' })
const OLD = used('2026-05-01T10:00:00Z')
const NOT_SEEN = aUsage({ status: 'not_observed', not_observed_since: '2026-04-23T00:00:00Z' })
const BLIND = aUsage({ evidence: [{ source: 'kms', status: 'unknown', why: 'Access denied' }] })
const aws = { key_manager: 'AWS' }

describe('key-unused', () => {
  test.each<Row>([
    ['a stale key fails', { disposition: 'stale', usage: OLD }, 'fail low'],
    ['one that was not used at all fails', { disposition: 'never', usage: aUsage({ status: 'never' }) }, 'fail low'],
    ['a silent key fails', { disposition: 'silent', usage: NOT_SEEN }, 'fail low'],
    ['a key in use passes', {}, 'pass'],
    ['a new key passes', { disposition: 'new', usage: aUsage({ status: 'never' }) }, 'pass'],
    ['no answer is unknown', { disposition: 'unknown', usage: BLIND }, 'unknown'],
    ['a key pending deletion is on its way', { disposition: 'stale', key_state: 'PendingDeletion' }, 'not_applicable'],
    ['an AWS managed key costs nothing', { disposition: 'stale', usage: OLD, ...aws }, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(keyUnused, key))).toBe(expected))

  test('it tells when, and what that costs', () => {
    expect(judged(keyUnused, { disposition: 'stale', usage: OLD }).detail).toBe(
      'The key was last used on 2026-05-01, 203 days ago. It costs $1.00 a month.',
    )
  })

  test('nobody is told to delete a key that was not disabled first', () => {
    const stale = { disposition: 'stale' as const, usage: OLD }
    expect(judged(keyUnused, stale).remedy).toMatch(/^aws kms disable-key /)
    expect(judged(keyUnused, { ...stale, enabled: false, key_state: 'Disabled' }).remedy).toMatch(
      /^aws kms schedule-key-deletion .*--pending-window-in-days 30/,
    )
  })

  test('the unknown tells why', () => {
    expect(judged(keyUnused, { disposition: 'unknown', usage: BLIND }).detail).toContain('kms: Access denied')
  })
})

const leaving = { key_state: 'PendingDeletion', enabled: false, deletion_date: '2026-12-01T14:30:22Z' }

describe('pending-deletion', () => {
  test.each<Row>([
    ['a key to be deleted fails', leaving, 'fail high'],
    ['one that was seen to be idle is where it should be', { ...leaving, disposition: 'stale' }, 'fail low'],
    ['a primary that waits for its replicas fails', { key_state: 'PendingReplicaDeletion' }, 'fail high'],
    ['an enabled key passes', {}, 'pass'],
    ['AWS does not delete its own', aws, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(pendingDeletion, key))).toBe(expected))

  test('the days left are counted', () => {
    expect(judged(pendingDeletion, leaving).detail).toBe('The key will be deleted on 2026-12-01, in 11 days.')
  })
})

describe('pending-deletion-in-use', () => {
  test.each<Row>([
    ['used last week is critical', { ...leaving, usage: used('2026-11-13T00:00:00Z') }, 'fail critical'],
    [
      'so is a primary that waits for its replicas',
      { key_state: 'PendingReplicaDeletion', usage: used('2026-11-13T00:00:00Z') },
      'fail critical',
    ],
    [
      'so is a refused call, however old the last use',
      { ...leaving, usage: { ...OLD, evidence: [fromTrail({ refused_at: '2026-11-18T00:00:00Z' })] } },
      'fail critical',
    ],
    ['used long ago, and watched since, passes', { ...leaving, usage: OLD }, 'pass'],
    ['used long ago, and perhaps since, is unknown', { ...leaving, usage: { ...OLD, at_least: true } }, 'unknown'],
    ['not seen for long passes', { ...leaving, usage: NOT_SEEN }, 'pass'],
    [
      'not seen for a week is unknown',
      { ...leaving, usage: aUsage({ status: 'not_observed', not_observed_since: '2026-11-13T00:00:00Z' }) },
      'unknown',
    ],
    ['not used at all passes', { ...leaving, usage: aUsage({ status: 'never' }) }, 'pass'],
    ['no answer is unknown', { ...leaving, usage: BLIND }, 'unknown'],
    ['an enabled key passes, used or not', {}, 'pass'],
    ['AWS managed keys are not deleted', { ...leaving, ...aws }, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(pendingDeletionInUse, key))).toBe(expected))

  test('the days are those of the report', () => {
    const key = { ...leaving, usage: used('2026-09-20T00:00:00Z') }
    expect(verdict(judged(pendingDeletionInUse, key))).toBe('fail critical')
    expect(verdict(judged(pendingDeletionInUse, key, { unused_days: 30 }))).toBe('pass')
  })

  test('the remedy saves the key and puts it back to work', () => {
    const { remedy, detail } = judged(pendingDeletionInUse, { ...leaving, usage: used('2026-11-13T00:00:00Z') })
    expect(remedy).toMatch(/^aws kms cancel-key-deletion .* && aws kms enable-key /)
    expect(detail).toBe(
      'The key was last used on 2026-11-13, 7 days ago. The key will be deleted on 2026-12-01, in 11 days.',
    )
  })
})

const disabled = { key_state: 'Disabled', enabled: false }
const since = (at: string) => ({ ...OLD, evidence: [fromTrail({ disabled_at: at })] })

describe('disabled-long', () => {
  test.each<Row>([
    ['seen to be disabled 91 days ago fails', { ...disabled, usage: since('2026-08-21T00:00:00Z') }, 'fail low'],
    ['seen to be disabled 89 days ago passes', { ...disabled, usage: since('2026-08-23T15:00:00Z') }, 'pass'],
    ['still used last month passes', { ...disabled, usage: used('2026-10-20T00:00:00Z') }, 'pass'],
    ['created last month passes', { ...disabled, usage: BLIND, created_at: '2026-10-20T00:00:00Z' }, 'pass'],
    [
      'CloudTrail saw nobody do it for 90 days: fails',
      { ...disabled, usage: { ...OLD, evidence: [fromTrail()] } },
      'fail low',
    ],
    ['a long unused key may have been disabled yesterday', { ...disabled, usage: OLD }, 'unknown'],
    [
      'CloudTrail read in part proves nothing',
      { ...disabled, usage: { ...OLD, evidence: [fromTrail({ status: 'partial' })] } },
      'unknown',
    ],
    ['nothing known is unknown', { ...disabled, usage: BLIND, created_at: null }, 'unknown'],
    ['an enabled key passes', { usage: BLIND }, 'pass'],
    ['pending deletion is another matter', leaving, 'not_applicable'],
    ['AWS managed keys are not disabled', aws, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(disabledLong, key))).toBe(expected))
})

const refused = (at: string) =>
  aUsage({
    evidence: [fromTrail({ refused_at: at, refused_error: 'DisabledException', refused_by: 'ecs.amazonaws.com' })],
  })

describe('disabled-still-called', () => {
  test.each<Row>([
    ['called yesterday fails', { ...disabled, usage: refused('2026-11-19T00:00:00Z') }, 'fail high'],
    ['called a hundred days ago passes', { ...disabled, usage: refused('2026-08-10T00:00:00Z') }, 'pass'],
    ['not called passes', { ...disabled, usage: aUsage({ evidence: [fromTrail()] }) }, 'pass'],
    ['nobody looked: unknown', { ...disabled, usage: OLD }, 'unknown'],
    [
      'looked in part: unknown',
      { ...disabled, usage: aUsage({ evidence: [fromTrail({ status: 'partial' })] }) },
      'unknown',
    ],
    ['enabled again passes', { usage: refused('2026-11-19T00:00:00Z') }, 'pass'],
    ['pending deletion is told elsewhere', { ...leaving, usage: refused('2026-11-19T00:00:00Z') }, 'not_applicable'],
    ['AWS managed keys are not disabled', { ...disabled, ...aws }, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(disabledStillCalled, key))).toBe(expected))

  test('it names the error, the day and the caller', () => {
    expect(judged(disabledStillCalled, { ...disabled, usage: refused('2026-11-19T00:00:00Z') }).detail).toBe(
      'A request failed with DisabledException on 2026-11-19 (caller: ecs.amazonaws.com).',
    )
  })
})

const imported = { origin: 'EXTERNAL' }

describe('material-expiring', () => {
  test.each<Row>([
    ['in 30 days fails', { ...imported, valid_to: '2026-12-20T14:30:22Z' }, 'fail high'],
    ['in 31 days passes', { ...imported, valid_to: '2026-12-21T14:30:22Z' }, 'pass'],
    ['gone already fails', { ...imported, valid_to: '2026-11-01T00:00:00Z' }, 'fail high'],
    ['a key without its material fails', { ...imported, key_state: 'PendingImport', enabled: false }, 'fail high'],
    ['for ever passes', { ...imported, valid_to: null }, 'pass'],
    ['not told is unknown', imported, 'unknown'],
    ['material made by AWS does not expire', {}, 'not_applicable'],
    ['pending deletion is another matter', { ...imported, ...leaving }, 'not_applicable'],
    ['AWS looks after its own', aws, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(materialExpiring, key))).toBe(expected))

  test.each([
    ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'RSAES_OAEP_SHA_256'],
    ['HMAC_512', 'GENERATE_VERIFY_MAC', 'RSAES_OAEP_SHA_256'],
    ['ECC_NIST_P521', 'SIGN_VERIFY', 'RSAES_OAEP_SHA_256'],
    ['ECC_SECG_P256K1', 'SIGN_VERIFY', 'RSAES_OAEP_SHA_256'],
    ['RSA_2048', 'ENCRYPT_DECRYPT', 'RSA_AES_KEY_WRAP_SHA_256'],
    ['RSA_4096', 'SIGN_VERIFY', 'RSA_AES_KEY_WRAP_SHA_256'],
  ])('material of a key of spec %s for %s is wrapped with %s', (key_spec, key_usage, algorithm) => {
    const { remedy } = judged(materialExpiring, { ...imported, key_state: 'PendingImport', key_spec, key_usage })
    expect(remedy).toBe(
      'aws kms get-parameters-for-import --key-id 0a1b2c3d-0001-4000-8000-000000000001 ' +
        `--wrapping-algorithm ${algorithm} --wrapping-key-spec RSA_4096 --region eu-west-1`,
    )
  })

  test('in China, where there is no RSA_AES wrapping, material of RSA keys is wrapped with SM2', () => {
    const china = { ...imported, key_arn: 'arn:aws-cn:kms:cn-north-1:111122223333:key/k', region: 'cn-north-1' }
    const remedyFor = (key_spec: string) =>
      judged(materialExpiring, { ...china, key_state: 'PendingImport', key_spec }).remedy
    expect(remedyFor('RSA_2048')).toContain(' --wrapping-algorithm SM2PKE --wrapping-key-spec SM2 ')
    expect(remedyFor('SM2')).toContain(' --wrapping-algorithm RSAES_OAEP_SHA_256 --wrapping-key-spec RSA_4096 ')
  })
})

describe('key-unavailable', () => {
  const creating = { key_state: 'Creating', enabled: false }
  test.each<Row>([
    ['a disconnected key store fails', { key_state: 'Unavailable', origin: 'AWS_CLOUDHSM' }, 'fail high'],
    ['a day of Creating is too long', { ...creating, created_at: '2026-11-19T14:00:00Z' }, 'fail medium'],
    ['an hour of Creating is not', { ...creating, created_at: '2026-11-20T13:30:00Z' }, 'pass'],
    ['since when it is Updating nobody tells', { key_state: 'Updating' }, 'unknown'],
    ['a state that nobody has met is unknown', { key_state: 'Frozen' }, 'unknown'],
    ['an enabled key passes', {}, 'pass'],
    ['so does a disabled one, which others look at', disabled, 'pass'],
    ['AWS looks after its own', { key_state: 'Unavailable', ...aws }, 'not_applicable'],
  ])('%s', (_, key, expected) => expect(verdict(judged(keyUnavailable, key))).toBe(expected))
})
