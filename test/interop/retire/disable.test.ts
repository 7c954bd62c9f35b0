import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { RetirementPlan } from '../../../src/model/retirement/retirement.ts'
import { OWN_POLICY } from '../../retirement/ready-key.ts'
import { aPlan, ONE, TWO } from './a-plan.ts'
import { StubAccount, type StubKey } from './stub-account.ts'

const SCRIPT = '1-disable.sh'
let account: StubAccount
afterEach(() => account.remove())

const started = (plan: RetirementPlan, ...rest: [different?: object, shell?: string]): StubAccount =>
  (account = new StubAccount(plan, ...rest))

const states = (): string[] => Object.values(account.state.keys).map(({ state }) => state)
const changes = (): string[] => account.state.calls.filter(call => /(disable|enable|schedule|cancel)-key/.test(call))

test('1-disable.sh: without --execute it says what it would do, and changes nothing', () => {
  const { exit, out, err } = started(aPlan([ONE, TWO])).run(SCRIPT)
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(out).toContain(`${ONE.key_arn} would be disabled.`)
  expect(out).toContain('2 to do, 0 already done, 0 skipped.\nNothing was changed. Add --execute to do it.')
  expect([changes(), account.log]).toEqual([[], []])
})

test.each(['bash', 'sh'])('1-disable.sh: with --execute it disables each key and logs it, in %s', shell => {
  const { exit, out, err } = started(aPlan([ONE, TWO]), {}, shell).run(SCRIPT, '--execute')
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(out).toContain(`${TWO.key_arn} is now Disabled.`)
  expect(states()).toEqual(['Disabled', 'Disabled'])
  expect(account.log).toEqual(['disable done', 'disable done'])
})

test('1-disable.sh: a second run changes nothing', () => {
  started(aPlan([ONE])).run(SCRIPT, '--execute')
  const { exit, out } = account.run(SCRIPT, '--execute')
  expect([exit, out]).toEqual([0, expect.stringContaining('0 done, 1 already done')])
  expect(changes()).toHaveLength(1)
})

test('1-disable.sh: times of the AWS CLI may be numbers', () => {
  const used = { ...ONE, usage: { ...ONE.usage, evidence: [USED] } } as typeof ONE
  started(aPlan([used]), { timesAsNumbers: true })
  account.changeKey(ONE.key_arn, { lastUsed: USED.last_used_at })
  expect(account.run(SCRIPT, '--execute')).toMatchObject({ exit: 0, err: '' })
})

const USED = { source: 'kms', status: 'used', last_used_at: '2026-05-06T07:08:09Z' } as const

test.each<[what: string, different: Partial<StubKey>, message: string]>([
  [
    'used meanwhile',
    { lastUsed: '2026-11-27T01:02:03Z' },
    'was used at 2026-11-27T01:02:03.250000+00:00, after the plan',
  ],
  ['whose policy changed', { policy: JSON.stringify({ ...OWN_POLICY, Id: 'x' }) }, 'The key policy of'],
  ['that is pending deletion', { state: 'PendingDeletion' }, 'is PendingDeletion. The plan saw it Enabled.'],
])('1-disable.sh: a key %s stops it before any change', (_, different, message) => {
  started(aPlan([ONE, TWO])).changeKey(ONE.key_arn, different)
  const { exit, err } = account.run(SCRIPT, '--execute')
  expect(exit).toBe(1)
  expect(err).toContain(message)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect([changes(), account.log]).toEqual([[], []])
})

test('1-disable.sh: a key that was created again is refused, exit 2', () => {
  started(aPlan([ONE])).changeKey(ONE.key_arn, { created: '2026-11-01T00:00:00Z' })
  const { exit, err } = account.run(SCRIPT, '--execute')
  expect([exit, err]).toEqual([2, expect.stringContaining('but the key of the plan was created at')])
  expect(states()).toEqual(['Enabled'])
})

test('1-disable.sh: an edited plan.json is refused, exit 2', () => {
  started(aPlan([ONE, TWO]))
  appendFileSync(join(account.directory, 'plan.json'), ' ')
  const { exit, err } = account.run(SCRIPT, '--execute')
  expect([exit, err]).toEqual([2, expect.stringContaining('plan.json was changed after kms-audit wrote it.')])
  expect(states()).toEqual(['Enabled', 'Enabled'])
})

test('1-disable.sh: denied half-way, it stops, and a later run goes on', () => {
  started(aPlan([ONE, TWO]), { denied: [`disable-key ${TWO.key_arn}`] })
  const { exit, err } = account.run(SCRIPT, '--execute')
  expect(exit).toBe(1)
  expect(err).toContain(`DisableKey failed for ${TWO.key_arn}. The keys after it were not changed.`)
  expect(states()).toEqual(['Disabled', 'Enabled'])
  expect(account.log).toEqual(['disable done', 'disable failed'])
  account.change(state => void (state.denied = []))
  expect(account.run(SCRIPT, '--execute').exit).toBe(0)
  expect(states()).toEqual(['Disabled', 'Disabled'])
})

test.each(['describe-key', 'get-key-policy', 'get-key-last-usage'])(
  '1-disable.sh: a key for which %s is denied is not disabled',
  operation => {
    started(aPlan([ONE]), { denied: [`${operation} ${ONE.key_arn}`] })
    expect(account.run(SCRIPT, '--execute').exit).toBe(1)
    expect(states()).toEqual(['Enabled'])
  },
)

test.each<[what: string, exit: number, different: object, message: string]>([
  [
    'in another account',
    2,
    { account: '444455556666' },
    'are those of account 444455556666, but the plan is for account 111122223333',
  ],
  [
    'with an old AWS CLI',
    1,
    { hasLastUsage: false },
    'This AWS CLI has no kms get-key-last-usage. Upgrade the AWS CLI.',
  ],
])('1-disable.sh: it does not start %s, exit %i', (_, code, different, message) => {
  const { exit, err } = started(aPlan([ONE]), different).run(SCRIPT, '--execute')
  expect([exit, err]).toEqual([code, expect.stringContaining(message)])
  expect(states()).toEqual(['Enabled'])
})

test('1-disable.sh: it does not start more than --plan-ttl days after the report, exit 2', () => {
  expect(started(aPlan([ONE], 8)).run(SCRIPT)).toMatchObject({
    exit: 2,
    err: expect.stringContaining('older than 7 days. Make a new plan.'),
  })
})

test('1-disable.sh: a report from the future is refused, exit 2', () => {
  expect(started(aPlan([ONE], -2)).run(SCRIPT, '--execute')).toMatchObject({
    exit: 2,
    err: expect.stringContaining('which is in the future. Make a new plan.'),
  })
  expect(states()).toEqual(['Enabled'])
})

test('1-disable.sh: --key limits it to one key', () => {
  expect(started(aPlan([ONE, TWO])).run(SCRIPT, '--execute', '--key', TWO.key_arn).exit).toBe(0)
  expect(states()).toEqual(['Enabled', 'Disabled'])
})

test.each([
  ['an unknown option', ['--force']],
  ['a key of another plan', ['--key', 'arn:aws:kms:eu-west-1:111122223333:key/other']],
  ['--key without a key', ['--key']],
])('1-disable.sh: %s is wrong usage, exit 2', (_, options) => {
  expect(started(aPlan([ONE])).run(SCRIPT, ...options).exit).toBe(2)
})

test('1-disable.sh: a plan without keys says so', () => {
  expect(started(aPlan([{ ...ONE, disposition: 'unknown' }])).run(SCRIPT, '--execute')).toEqual({
    exit: 0,
    out: 'The plan has no key for this step. Nothing was changed.\n',
    err: '',
  })
})
