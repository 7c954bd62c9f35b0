import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../../src/lib/json.ts'
import { matchesGlob } from '../../../src/lib/text/glob.ts'
import { DECRYPTION_ACTIONS } from '../../../src/model/decryption.ts'
import { decryptAll } from '../../../src/policy/identity/decrypt-all.ts'
import { sampleKeys } from '../../../src/policy/identity/sample-keys.ts'
import { randomRuns } from '../../random-runs.ts'
import { aPolicy, OWNER } from './a-policy.ts'

/** The actions that a policy allows with every key. */
function allowed(statements: readonly Json[]): string[] {
  const read = decryptAll(aPolicy(statements), OWNER)
  if (!read.known) throw new Error(read.why)
  return [...(read.value?.actions ?? [])]
}

const ACTIONS = [
  '*',
  'kms:*',
  'kms:De*',
  'kms:Decrypt',
  'kms:ReEncrypt*',
  'kms:ReEncryptFrom',
  'kms:Encrypt',
  's3:*',
  'KMS:d*',
]
const RESOURCES = [
  '*',
  'arn:aws:kms:*:*:key/*',
  'arn:aws:kms:*:111122223333:key/*',
  'arn:aws:kms:eu-*:*:key/*',
  'arn:aws:kms:*:*:key/mrk-*',
  'arn:aws:kms:*:*:key/????????-*',
  'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  'arn:aws:kms:*:444455556666:key/*',
  'arn:aws:s3:::*',
  'arn:aws:kms:*:*:alias/*',
]
const some = (values: readonly string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 })
const either = (name: string, values: readonly string[]): fc.Arbitrary<Json> =>
  fc.tuple(fc.boolean(), some(values)).map(([isNegated, items]) => ({ [isNegated ? `Not${name}` : name]: items }))
const condition = fc.constantFrom<Json>(
  {},
  {},
  { Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } },
)
const statementWith = (...effects: string[]): fc.Arbitrary<Json> =>
  fc
    .tuple(fc.constantFrom(...effects), either('Action', ACTIONS), either('Resource', RESOURCES), condition)
    .map(([Effect, action, resource, limit]) => ({ Effect, ...action, ...resource, ...limit }))
const policy = fc.array(statementWith('Allow', 'Allow', 'Deny'), { maxLength: 4 })

const all = (property: fc.IProperty<unknown[]>): void => void fc.assert(property, { numRuns: randomRuns(500) })

test('identity policies: an Allow that is added takes nothing away', () => {
  all(
    fc.property(policy, statementWith('Allow'), (statements, more) => {
      expect(allowed([...statements, more])).toEqual(expect.arrayContaining(allowed(statements)))
    }),
  )
})

test('identity policies: a Deny that is added allows nothing more', () => {
  all(
    fc.property(policy, statementWith('Deny'), (statements, more) => {
      expect(allowed(statements)).toEqual(expect.arrayContaining(allowed([...statements, more])))
    }),
  )
})

const allowOn = (Resource: readonly string[]): Json => ({ Effect: 'Allow', Action: 'kms:*', Resource })

test('identity policies: a resource that is removed from an Allow allows nothing more', () => {
  all(
    fc.property(policy, some(RESOURCES), fc.nat(), (statements, resources, at) => {
      const fewer = resources.filter((_, index) => index !== at % resources.length)
      expect(allowed([...statements, allowOn(resources)])).toEqual(
        expect.arrayContaining(allowed([...statements, allowOn(fewer)])),
      )
    }),
  )
})

test('identity policies: a condition that is added changes only whether the access is conditional', () => {
  const limit = { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }
  all(
    fc.property(policy, policies => {
      const allows = policies.filter(({ Effect }) => Effect === 'Allow')
      expect(allowed(allows.map(one => ({ ...one, ...limit })))).toEqual(allowed(allows))
      const read = decryptAll(aPolicy(allows.map(one => ({ ...one, ...limit }))), OWNER)
      expect(read.known && read.value !== null && !read.value.isConditional).toBe(false)
    }),
  )
})

test('identity policies: the order of statements does not matter', () => {
  all(
    fc.property(policy, statements => {
      expect(allowed(statements.toReversed())).toEqual(allowed(statements))
    }),
  )
})

const names = (listed: unknown, text: string): boolean =>
  (listed as string[]).some(pattern => matchesGlob(pattern.toLowerCase(), text.toLowerCase()))

/** IAM's own rule, for one request: some Allow applies, and no Deny. */
function permits(statements: readonly Json[], action: string, key: string): boolean {
  const applies = ({ Action, NotAction, Resource, NotResource }: Json): boolean =>
    (Action === undefined ? !names(NotAction, action) : names(Action, action)) &&
    (Resource === undefined ? !names(NotResource, key) : names(Resource, key))
  const applying = statements.filter(applies)
  return applying.some(one => one['Effect'] === 'Allow') && applying.every(one => one['Effect'] !== 'Deny')
}

test('identity policies: without conditions, what is found is what IAM permits for each key', () => {
  all(
    fc.property(policy, policies => {
      const statements = policies.map(one => ({ ...one, Condition: {} }))
      const expected = DECRYPTION_ACTIONS.filter(action =>
        sampleKeys(OWNER).every(key => permits(statements, action, key)),
      )
      expect(allowed(statements)).toEqual(expected)
    }),
  )
})
