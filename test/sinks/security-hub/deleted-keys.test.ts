import { expect, test } from 'vitest'
import { DAY } from '../../../src/model/time.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { changed } from '../../../src/simulation/faults/faults.ts'
import { findingKey, type SimFinding } from '../../../src/simulation/world/sim-security-hub.ts'
import { run } from '../../run.ts'
import { aHub, id, NOW, publish, SEND, statesIn, unrotated, fastIo, worldAt, idOf, findingOf } from './a-hub.ts'

/** `Truncated` without a marker: there are more keys, and no way to list them. */
const listCut = (body: string): string => JSON.stringify({ ...(JSON.parse(body) as object), Truncated: true })

/** The states of the findings of a key without rotation, after a second audit in which it is gone. */
async function after(argv: readonly string[], options: Parameters<typeof publish>[2] = {}): Promise<string[]> {
  const hub = aHub()
  await publish(worldAt(NOW, [unrotated(1), unrotated(2)], hub))
  await publish(worldAt(NOW + DAY, [unrotated(2)], hub), argv, options)
  if (statesIn(hub)[0] === GONE)
    expect(findingOf(hub)).toMatchObject({
      Description: 'The key no longer exists.',
      CreatedAt: '2026-11-20T14:30:00Z',
    })
  return statesIn(hub).filter(state => state.includes(' 1 '))
}
const GONE = 'rotation-off 1 ARCHIVED NOT_AVAILABLE'
const THERE = 'rotation-off 1 ACTIVE FAILED'

test.concurrent('deleted keys: the findings of a key that no longer exists are archived', async () =>
  expect(await after([])).toEqual([GONE]),
)

test.concurrent('deleted keys: findings are archived although another key may not be described', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'DescribeKey', keyId: id(2) })]
  expect(await after([], { faults })).toEqual([GONE])
})

test.concurrent.each<[why: string, argv: string[], faults: Parameters<typeof publish>[2]]>([
  ['only another key was audited', ['--key', id(2)], {}],
  ['only AWS managed keys were audited', ['--manager', 'aws'], {}],
  ['not all keys were listed', [], { faults: [changed(listCut, { operation: 'ListKeys' })] }],
])('deleted keys: findings stay if %s', async (_, argv, options) => expect(await after(argv, options)).toEqual([THERE]))

test.concurrent('deleted keys: findings of a check that did not run stay', async () => {
  const hub = aHub()
  await publish(worldAt(NOW, [unrotated(1)], hub))
  const argv = [...SEND, '--source', 'none', '--check', 'alias-missing']
  expect((await run(argv, worldAt(NOW + DAY, [], hub), { io: fastIo() })).out).toBe('Nothing to send.\n')
  expect(statesIn(hub)).toEqual([THERE])
})

test.concurrent('deleted keys: findings that other tools sent to the same product stay', async () => {
  const hub = aHub()
  await publish(worldAt(NOW, [unrotated(1)], hub))
  const theirs = {
    ...(findingOf(hub) as unknown as SimFinding),
    Id: `${idOf('rotation-off', 9)}`,
    GeneratorId: 'other/x',
  }
  hub.findings.set(findingKey(theirs), theirs)
  await publish(worldAt(NOW + DAY, [], hub))
  expect(statesIn(hub)).toEqual([GONE, 'rotation-off 9 ACTIVE FAILED'])
})
