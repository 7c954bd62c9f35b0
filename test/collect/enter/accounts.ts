import { expect } from 'vitest'
import type { WireRequest } from '../../../src/simulation/wire/call.ts'
import { simAccount, type SimAccount, type SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { id, NOW } from '../../simulation/services/clients.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, type Run } from '../../run.ts'

export const SHOP = '444455556666'

export const BANK = '777788889999'

export const role = (account: string, name = 'audit/KeyAuditor', partition = 'aws'): string =>
  `arn:${partition}:iam::${account}:role/${name}`

export const inventory = ['-o', 'json', '--source', 'none']

export const withRegions = (regions: string) => memoryIo({ env: { ...FAST, AWS_REGION: regions } })

/** One key in each Region, whose id tells the account's last digit. */
export const member = (account: string, rest: Partial<SimAccount> & { in?: readonly string[] } = {}): SimAccount => {
  const { in: regions = ['us-east-1'], ...others } = rest
  const keys = [simKey({ id: id(Number(account.slice(-4))) })]
  return simAccount({
    id: account,
    regions: Object.fromEntries(regions.map(region => [region, { keys }])),
    roles: [{ name: 'audit/KeyAuditor' }],
    ...others,
  })
}

export const worldOf = (...accounts: SimAccount[]): SimulatedWorld => ({ clock: () => NOW, accounts })

export const placesOf = ({ report }: Run): string[] =>
  report().scope.places.map(({ account_id, region }) => `${account_id} ${region}`)

export const accountsOf = ({ report }: Run): string[] => [
  ...new Set(report().scope.places.map(place => place.account_id)),
]

export const gapsOf = ({ report }: Run) =>
  report().gaps.map(({ account_id, region, operation, reason }) => [account_id, region, operation, reason])

export const isCall = ({ body }: WireRequest, operation: string): boolean =>
  bodyText(body).includes(`Action=${operation}&`)

export const bodyText = (body: WireRequest['body']): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body)

export const callsOf = ({ requests }: Run, operation: string): WireRequest[] =>
  requests.filter(request => isCall(request, operation))

/** What people see of a run that could not begin. */
export function expectOneLine({ exit, out, err }: Run, code: number, words: RegExp): void {
  expect({ exit, out }).toEqual({ exit: code, out: '' })
  expect(err).toMatch(words)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect(err).not.toMatch(/\.\.|\bbug\b/)
}
