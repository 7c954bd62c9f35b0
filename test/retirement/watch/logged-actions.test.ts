import { expect, test } from 'vitest'
import { loggedActions } from '../../../src/retirement/watch/logged-actions.ts'
import { KEY } from './readings.ts'

const PLAN = '0123456789abcdef'
const entry = (more: object = {}): string =>
  JSON.stringify({
    time: '2026-11-01T08:00:00Z',
    plan_id: PLAN,
    action: 'disable',
    key_arn: KEY,
    result: 'done',
    ...more,
  })

test('log of the scripts: actions of the plan count, in the order of the log', () => {
  const log = [entry(), entry({ action: 'enable', time: '2026-11-02T08:00:00Z' })].join('\n')
  expect([...loggedActions(`${log}\n`, PLAN)]).toEqual([
    [
      KEY,
      [
        { action: 'disable', at: Date.UTC(2026, 10, 1, 8) },
        { action: 'enable', at: Date.UTC(2026, 10, 2, 8) },
      ],
    ],
  ])
})

test.each<[what: string, line: string]>([
  ['an action that failed', entry({ result: 'failed' })],
  ['an action of another plan', entry({ plan_id: 'fedcba9876543210' })],
  ['an action that is not known', entry({ action: 'tag' })],
  ['a time that is not one', entry({ time: 'yesterday' })],
  ['a line that a crash cut off', entry().slice(0, 60)],
  ['an empty log', ''],
])('log of the scripts: %s does not count', (_, line) => expect(loggedActions(line, PLAN).size).toBe(0))
