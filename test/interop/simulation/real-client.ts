import type { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { settings } from '../../simulation/services/clients.ts'

type Send = (input: object) => Promise<Record<string, unknown>>

interface Client {
  send: (command: object) => Promise<Record<string, unknown>>
}

/** Returns a function that calls an operation of the simulated AWS with the client of the SDK. */
export async function callerOf(
  { client, operation }: { client: string; operation: string },
  aws: SimulatedAws,
): Promise<Send> {
  const sdk = (await import(`@aws-sdk/client-${client}`)) as Record<string, new (input: object) => Client>
  const name = Object.keys(sdk).find(exported => exported.endsWith('Client') && exported !== '__Client') ?? ''
  const [Made, Command] = [sdk[name], sdk[`${operation}Command`]]
  if (Made === undefined || Command === undefined) throw new Error(`client-${client} has no ${operation}`)
  const made = new Made(settings(aws))
  return input => made.send(new Command(input))
}
