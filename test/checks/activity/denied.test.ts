import { expect, test } from 'vitest'
import { deniedCalls } from '../../../src/assessments/activity/denied.ts'
import type { ActivityCalls } from '../../../src/model/assessments/activity.ts'
import { ACCOUNT, anEvent, aRole, KEY } from '../../assessments/activity/an-event.ts'
import { aWindow, anActivity, judged, textsOf } from './judged.ts'

const OTHER = '444455556666'
const denied = { error: 'AccessDenied' }

test('activity-denied: denied calls of the own principals fail, with the role, the operations and the key', async () => {
  const events = [anEvent(denied), anEvent({ ...denied, operation: 'Encrypt' }), anEvent()]
  expect(textsOf(await judged('activity-denied', anActivity(events)))).toEqual([
    'fail: 2 calls of role app were denied: Decrypt and Encrypt with 1234abcd-12ab-34cd-56ef-1234567890ab, the last at 2026-11-20T14:29:00Z.',
  ])
})

test('activity-denied: AccessDeniedException, as KMS itself answers, is a denial as well', async () => {
  const events = [anEvent({ error: 'AccessDeniedException' })]
  expect(textsOf(await judged('activity-denied', anActivity(events)))[0]).toContain('1 call of role app was denied')
})

test.each(['ThrottlingException', 'DisabledException', 'NotFoundException', 'DryRunOperationException'])(
  'activity-denied: calls that failed with %s pass',
  async error => {
    expect(textsOf(await judged('activity-denied', anActivity([anEvent({ error })])))).toEqual(['pass'])
  },
)

test('activity-denied: no denied call in a part of the time is unknown', async () => {
  const windows = [aWindow({ is_complete: false, why: 'rate exceeded' })]
  expect(textsOf(await judged('activity-denied', anActivity([anEvent()], { windows })))[0]).toMatch(/^unknown: /)
})

const row = (rest: Partial<ActivityCalls>): ActivityCalls => ({
  ...(anActivity([anEvent(denied)]).calls[0] as ActivityCalls),
  ...rest,
})

const WHOLE: ReadonlySet<string> = new Set()

test('denied calls: those of other accounts are not visible where only the account of the key was read', () => {
  expect(deniedCalls([row({})], [ACCOUNT], WHOLE)).toEqual([
    {
      account_id: ACCOUNT,
      by_own_principals: 1,
      is_own_lower_bound: false,
      by_other_accounts: null,
      accounts_read: [],
    },
  ])
})

test('denied calls: those of another account with keys of this one count if both accounts were read', () => {
  const ofOther = row({ account_id: OTHER, principal_account: OTHER })
  expect(deniedCalls([row({}), ofOther], [ACCOUNT, OTHER], WHOLE)).toMatchObject([
    { account_id: ACCOUNT, by_own_principals: 1, by_other_accounts: 1, accounts_read: [OTHER] },
    { account_id: OTHER, by_own_principals: 1, by_other_accounts: 0, accounts_read: [ACCOUNT] },
  ])
})

test('denied calls: those of own principals with keys of an account that was not read count, too', () => {
  const foreign = row({ key_arn: KEY.replace(ACCOUNT, OTHER) })
  expect(deniedCalls([foreign], [ACCOUNT], new Set([ACCOUNT]))).toMatchObject([
    { by_own_principals: 1, is_own_lower_bound: true, by_other_accounts: null },
  ])
})

test('activity-denied: a finding does not hide that other events were not read', async () => {
  const windows = [aWindow({ is_complete: false, why: 'rate exceeded' })]
  const results = textsOf(await judged('activity-denied', anActivity([anEvent(denied)], { windows })))
  expect(results.map(text => text.split(':')[0])).toEqual(['fail', 'unknown'])
})

test('activity-denied: a principal of another account is named with its account', async () => {
  const caller = { ...aRole('partner', 'x', OTHER), principal: null, issuer: null }
  expect(textsOf(await judged('activity-denied', anActivity([anEvent({ ...denied, caller })])))[0]).toContain(
    `principal AROAEXAMPLEEXAMPLE00 of account ${OTHER} was denied: Decrypt with ${KEY.split('/')[1]}`,
  )
})

test('activity-denied: as many denied calls as the limit pass, and one more fails', async () => {
  const thresholds = { decrypts_per_day: 1000, failures_per_hour: 100, denied: 2 }
  const events = [anEvent(denied), anEvent(denied)]
  expect(textsOf(await judged('activity-denied', anActivity(events, { thresholds })))).toEqual(['pass'])
  expect(await judged('activity-denied', anActivity([...events, anEvent(denied)], { thresholds }))).toMatchObject([
    { status: 'fail', rule: '2026-11-20' },
  ])
})
