import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NO_ACTIONS, PUT_POLICY, SECRET_USE } from '../../../src/policy/statements/actions.ts'
import { actionsListed, hasFullControlWildcard } from '../../../src/policy/statements/listed-actions.ts'
import { matchesGlob } from '../../../src/lib/text/glob.ts'

const named = (...items: string[]) => ({ negated: false, items })
const allBut = (...items: string[]) => ({ negated: true, items })

test.each([
  ['kms:PutKeyPolicy', PUT_POLICY],
  ['KMS:putkeypolicy', PUT_POLICY],
  ['kms:Put*', PUT_POLICY],
  ['kms:PutKey?olicy', PUT_POLICY],
  ['s3:*', NO_ACTIONS],
  ['kms', NO_ACTIONS],
  ['kms:ListKeys', NO_ACTIONS],
  ['', NO_ACTIONS],
])('policy actions: %s', (pattern, actions) => expect(actionsListed(named(pattern))).toBe(actions))

test('policy actions: NotAction is everything else', () => {
  expect(actionsListed(allBut('kms:*'))).toBe(NO_ACTIONS)
  expect(actionsListed(allBut('kms:Put*')) & PUT_POLICY).toBe(NO_ACTIONS)
  expect(actionsListed(allBut('kms:Put*')) & SECRET_USE).toBe(SECRET_USE)
})

test.each([
  [named('kms:*'), true],
  [named('*'), true],
  [named('kms:Put*', 'kms:Schedule*'), false],
  [named('kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'), false],
  [allBut('kms:Decrypt'), true],
  [allBut('kms:Put*'), false],
])('policy actions: %j gives full control: %s', (listed, isFullControl) =>
  expect(hasFullControlWildcard(listed)).toBe(isFullControl),
)

test('policy actions: a pattern matches what its regular expression matches', () =>
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 8 }).map(all => all.join('')),
      fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }).map(all => all.join('')),
      (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`)
        expect(matchesGlob(pattern, text)).toBe(expression.test(text))
      },
    ),
  ))

test('policy actions: a hostile pattern takes no longer than the product of both lengths', () =>
  expect(matchesGlob('*a'.repeat(500), `${'a'.repeat(499)}b`.repeat(20))).toBe(false))
