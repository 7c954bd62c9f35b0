import { type Answer, untimed } from '../answers/answer.ts'
import { Item } from '../answers/item.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { athenaClient } from './athena-client.ts'

/** The settings of a workgroup that decide how queries run in it. */
export interface Workgroup {
  isEnabled: boolean
  /** Athena keeps the results itself, for 24 hours. It does not reuse them. */
  hasManagedResults: boolean
  /** Where results are written. Null: the workgroup does not say. */
  output: string | null
  /** The settings of the workgroup count, whatever a query says. */
  overridesQueries: boolean
  /** Bytes after which Athena cancels a query. Null: no limit. */
  cutoff: number | null
}

/**
 * Reads a workgroup of Athena.
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_GetWorkGroup.html
 */
export async function getWorkgroup(client: PlaceClient, name: string): Promise<Answer<Workgroup>> {
  const { GetWorkGroupCommand } = await import('@aws-sdk/client-athena')
  const athena = await athenaClient(client)
  const send = (): Promise<unknown> => athena.send(new GetWorkGroupCommand({ WorkGroup: name }))
  return untimed(await client.call('athena:GetWorkGroup', name, send, readWorkgroup))
}

function readWorkgroup(answer: unknown): Workgroup {
  const workgroup = new Item(answer, '').at('WorkGroup')
  const configuration = workgroup.at('Configuration')
  return {
    isEnabled: workgroup.text('State') !== 'DISABLED',
    hasManagedResults: configuration.at('ManagedQueryResultsConfiguration').flag('Enabled') ?? false,
    output: configuration.at('ResultConfiguration').text('OutputLocation') ?? null,
    overridesQueries: configuration.flag('EnforceWorkGroupConfiguration') ?? false,
    cutoff: configuration.number('BytesScannedCutoffPerQuery') ?? null,
  }
}
