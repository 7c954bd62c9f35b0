import { expect, test } from 'vitest'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import { ACCOUNT, NOW } from '../../simulation/services/clients.ts'
import { callerOf } from './real-client.ts'
import { APPLICATIONS } from './descriptions/applications.ts'
import { COMPUTE_AND_STORAGE } from './descriptions/compute-and-storage.ts'
import { DATABASES } from './descriptions/databases.ts'
import type { DescriptionRow } from './descriptions/row.ts'

const titled = [...COMPUTE_AND_STORAGE, ...DATABASES, ...APPLICATIONS].map(row => [row.resources, row] as const)

const worldWith = ({ resources, answer, name }: DescriptionRow): SimulatedAws => {
  const held = name === undefined ? answer : { [name]: answer }
  const region = { keys: [], resources: { [resources]: held as never } }
  return new SimulatedAws({
    clock: () => NOW,
    accounts: [simAccount({ id: ACCOUNT, regions: { 'us-east-1': region } })],
  })
}

test.each(titled)('simulated resources: %s, the client reads the description', async (_, row) => {
  const { as = (answer: unknown) => answer, input = {}, answer } = row
  expect(await (await callerOf(row, worldWith(row)))(input)).toMatchObject(as(answer) as object)
})

test.each(titled)('simulated resources: %s, the client may not read it', async (_, row) => {
  const aws = worldWith(row)
  aws.faults.add(deniedByIdentityPolicy({}))
  const name = expect.stringMatching(
    /^(AccessDenied(Exception)?|UnauthorizedOperation|AuthorizationErrorException)$/,
  ) as string
  await expect((await callerOf(row, aws))(row.input ?? {})).rejects.toMatchObject({ name })
})

test.each(titled.filter(([, { lost }]) => lost !== undefined))(
  'simulated resources: %s, there is no such resource',
  async (_, row) => {
    const { input, lost } = row
    const stranger = Object.fromEntries(
      Object.keys(input ?? {}).map(name => [name, (input as Record<string, unknown>)[name]]),
    )
    const call = await callerOf(row, worldWith({ ...row, name: 'another' }))
    await expect(call(stranger)).rejects.toMatchObject({ name: lost })
  },
)
