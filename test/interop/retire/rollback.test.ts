import { afterEach, expect, test } from 'vitest'
import { aPlan, DISABLED, ONE, TWO } from './a-plan.ts'
import { writeWatch } from './a-watch.ts'
import { StubAccount } from './stub-account.ts'

const SCRIPT = 'rollback.sh'
const plan = aPlan([ONE, DISABLED])
let account: StubAccount
afterEach(() => account.remove())

const states = (): string[] => Object.values(account.state.keys).map(({ state }) => state)

/** Both steps have been done. */
function scheduled(): StubAccount {
  account = new StubAccount(plan)
  account.run('1-disable.sh', '--execute')
  writeWatch(account.directory, plan)
  account.run('2-schedule-deletion.sh', '--execute')
  expect(states()).toEqual(['PendingDeletion', 'PendingDeletion'])
  return account
}

test('rollback.sh: after step 1 it enables the keys again', () => {
  account = new StubAccount(plan)
  account.run('1-disable.sh', '--execute')
  expect(account.run(SCRIPT, '--execute')).toMatchObject({ exit: 0, err: '' })
  expect(states()).toEqual(['Enabled', 'Disabled'])
  expect(account.log).toEqual(['disable done', 'enable done'])
})

test('rollback.sh: after step 2 it cancels the deletions, and enables only the keys that were Enabled', () => {
  expect(scheduled().run(SCRIPT, '--execute')).toMatchObject({ exit: 0, err: '' })
  expect(states()).toEqual(['Enabled', 'Disabled'])
  expect(account.log.slice(-3)).toEqual(['cancel-deletion done', 'cancel-deletion done', 'enable done'])
})

test('rollback.sh: without --execute it changes nothing', () => {
  const { exit, out } = scheduled().run(SCRIPT)
  expect([exit, out]).toEqual([
    0,
    expect.stringContaining(`The deletion of ${ONE.key_arn} would be cancelled, and the key enabled.`),
  ])
  expect(states()).toEqual(['PendingDeletion', 'PendingDeletion'])
})

test('rollback.sh: a second run changes nothing', () => {
  scheduled().run(SCRIPT, '--execute')
  expect(account.run(SCRIPT, '--execute').out).toContain('0 done, 2 already done, 0 skipped.')
})

test('rollback.sh: it needs neither a watch nor a new AWS CLI', () => {
  scheduled().change(state => void (state.hasLastUsage = false))
  expect(account.run(SCRIPT, '--execute', '--key', ONE.key_arn).exit).toBe(0)
  expect(states()).toEqual(['Enabled', 'PendingDeletion'])
})

test('rollback.sh: denied half-way, it stops, and a later run goes on', () => {
  account = new StubAccount(aPlan([ONE, TWO]))
  account.run('1-disable.sh', '--execute')
  account.change(state => void (state.denied = [`enable-key ${ONE.key_arn}`]))
  const { exit, err } = account.run(SCRIPT, '--execute')
  expect([exit, err]).toEqual([1, expect.stringContaining(`EnableKey failed for ${ONE.key_arn}`)])
  account.change(state => void (state.denied = []))
  expect(account.run(SCRIPT, '--execute').exit).toBe(0)
  expect(states()).toEqual(['Enabled', 'Enabled'])
})

test('rollback.sh: it does not start in another account', () => {
  scheduled().change(state => void (state.account = '444455556666'))
  expect(account.run(SCRIPT, '--execute').exit).toBe(2)
  expect(states()).toEqual(['PendingDeletion', 'PendingDeletion'])
})
