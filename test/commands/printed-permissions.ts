import { expect } from 'vitest'
import { main } from '../../src/main.ts'
import type { PolicyDocument } from '../../src/model/options/permissions.ts'
import { deniedByIdentityPolicy } from '../../src/simulation/faults/aws-errors.ts'
import type { SimulatedWorld } from '../../src/simulation/world/world.ts'
import { memoryIo } from '../memory-io.ts'
import { run, type Run } from '../run.ts'
import { NOW } from '../simulation/services/clients.ts'

/** Runs `kms-audit permissions`. */
export async function permissions(words: readonly string[], env: Record<string, string> = {}) {
  const io = memoryIo({ env })
  const exit = await main(['permissions', ...words], io, () => NOW)
  return { exit, out: io.out(), err: io.err() }
}

/** What is printed for several accounts. */
interface Printed {
  caller_policy: PolicyDocument
  role: { roles: unknown; trust_policy: PolicyDocument; policy: PolicyDocument }
}

export const policy = async (words: readonly string[]): Promise<PolicyDocument> =>
  JSON.parse((await permissions(words)).out) as PolicyDocument
export const rolesFor = async (words: readonly string[]): Promise<Printed> =>
  JSON.parse((await permissions(words)).out) as Printed

export const actionsIn = ({ Statement }: PolicyDocument): string[] =>
  Statement.flatMap(({ Action }) => Action).toSorted()

/** What a run calls in an account. Nobody needs a permission to ask whose credentials these are. */
export const callsIn = ({ aws }: Run, isAsked: (account: string) => boolean): string[] =>
  [...new Set(aws.log.filter(({ account }) => isAsked(account)).map(({ operation }) => operation))].filter(
    operation => operation !== 'sts:GetCallerIdentity',
  )

/** What a run calls in these accounts: with every answer, and if the first list of Regions is refused. */
export async function callsOf(
  words: readonly string[],
  world: SimulatedWorld,
  isAsked: (account: string) => boolean = () => true,
): Promise<string[]> {
  const argv = [...words, '-o', 'json']
  const runs = [await run(argv, world)]
  const faults = [deniedByIdentityPolicy({ operation: 'ListRegions' })]
  if (words.includes('all')) runs.push(await run(argv, world, { faults }))
  for (const { exit } of runs) expect([0, 1]).toContain(exit)
  return [...new Set(runs.flatMap(each => callsIn(each, isAsked)))].toSorted()
}
