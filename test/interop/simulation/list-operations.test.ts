import { expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { ACCOUNT, NOW } from '../../simulation/services/clients.ts'
import { APPLICATIONS } from './lists/applications.ts'
import { COMPUTE_AND_STORAGE } from './lists/compute-and-storage.ts'
import { DATABASES } from './lists/databases.ts'
import type { ListRow } from './lists/row.ts'
import { callerOf } from './real-client.ts'

const titled = [...COMPUTE_AND_STORAGE, ...DATABASES, ...APPLICATIONS].map(row => [row.resources, row] as const)

const worldWith = (row: ListRow, count: number): SimulatedAws => {
  const items = Array.from({ length: count }, (_, number) => row.item(number))
  const resources = { [row.resources]: row.within === undefined ? items : { [row.within]: items } }
  return new SimulatedAws({
    clock: () => NOW,
    accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': { keys: [], resources } } })],
  })
}

test.each(titled)('simulated resources: %s, the client reads one page', async (_, row) => {
  const answer = await (await callerOf(row, worldWith(row, 1)))(row.input ?? {})
  expect(answer[row.member]).toMatchObject([row.item(0)])
})

test.each(titled)('simulated resources: %s, nothing there', async (_, row) => {
  const [, from] = row.token ?? ['NextToken', 'NextToken']
  const answer = await (await callerOf(row, worldWith(row, 0)))(row.input ?? {})
  expect(answer[row.member] ?? []).toEqual([])
  expect(answer[from]).toBeUndefined()
})

test.each(titled.filter(([, { size }]) => size !== undefined))(
  'simulated resources: %s, the client reads two pages',
  async (_, row) => {
    const [parameter, size] = row.size ?? [null, 1]
    const [into, from] = row.token ?? ['NextToken', 'NextToken']
    const call = await callerOf(row, worldWith(row, size + 1))
    const input = { ...row.input, ...(parameter !== null && { [parameter]: size }) }
    const first = await call(input)
    expect(first[row.member]).toHaveLength(size)
    const second = await call({ ...input, [into]: first[from] })
    expect(second[row.member]).toMatchObject([row.item(size)])
    expect(second[from]).toBeUndefined()
  },
)

test.each(titled)('simulated resources: %s, a denial', async (_, row) => {
  const aws = worldWith(row, 1)
  aws.faults.add(deniedByIdentityPolicy({ operation: row.operation }))
  const name = expect.stringMatching(
    /^(AccessDenied(Exception)?|UnauthorizedOperation|AuthorizationErrorException)$/,
  ) as string
  const message = expect.stringMatching(/not authorized to perform/) as string
  await expect((await callerOf(row, aws))(row.input ?? {})).rejects.toMatchObject({ name, message })
})
