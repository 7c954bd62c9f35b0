import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callerOf, encryptionContextOf } from '../../../src/sources/cloudtrail/caller.ts'

const NOBODY = {
  principal: null,
  principal_type: null,
  principal_id: null,
  principal_account: null,
  session_name: null,
  issuer: null,
  service: null,
  source_address: null,
  user_agent: null,
}

const record = (inner: Record<string, unknown>) => ({ outer: {}, inner })

test('caller: a principal of another account is known by its account, id and session only', () => {
  const identity = { type: 'AWSAccount', principalId: 'AROAEXAMPLEEXAMPLE00:nightly', accountId: '444455556666' }
  expect(callerOf(record({ userIdentity: identity }))).toEqual({
    ...NOBODY,
    principal_type: 'AWSAccount',
    principal_id: 'AROAEXAMPLEEXAMPLE00:nightly',
    principal_account: '444455556666',
    session_name: 'nightly',
  })
})

test('caller: a role with a path has the same session name', () => {
  const arn = 'arn:aws:sts::111122223333:assumed-role/orders-api/deploy@2'
  expect(callerOf(record({ userIdentity: { arn } }))).toMatchObject({ principal: arn, session_name: 'deploy@2' })
})

test('caller: whatever an event holds, each field is text or null', () => {
  fc.assert(
    fc.property(fc.object({ maxDepth: 3 }), fc.anything(), (inner, identity) => {
      const caller = callerOf(record({ ...inner, userIdentity: identity }))
      for (const value of Object.values(caller)) expect(value === null || typeof value === 'string').toBe(true)
      const context = encryptionContextOf(record(inner), false)
      for (const value of Object.values(context ?? {})) expect(typeof value).toBe('string')
    }),
  )
})

test('caller: ReEncrypt has a context for each of its keys', () => {
  const requestParameters = { sourceEncryptionContext: { part: 'old' }, destinationEncryptionContext: { part: 'new' } }
  expect(encryptionContextOf(record({ requestParameters }), false)).toEqual({ part: 'old' })
  expect(encryptionContextOf(record({ requestParameters }), true)).toEqual({ part: 'new' })
})
