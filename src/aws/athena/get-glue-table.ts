import { type Answer, untimed } from '../answers/answer.ts'
import { answered, fields } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { type CatalogTable, catalogTable } from './get-table.ts'

/**
 * Reads a table of the data catalog from AWS Glue.
 * https://docs.aws.amazon.com/glue/latest/webapi/API_GetTable.html
 */
export async function getGlueTable(
  client: PlaceClient,
  database: string,
  table: string,
): Promise<Answer<CatalogTable>> {
  const { GetTableCommand, GlueClient } = await import('@aws-sdk/client-glue')
  const glue = client.clients.of('Glue', config => new GlueClient(config))
  const send = (): Promise<unknown> => glue.send(new GetTableCommand({ DatabaseName: database, Name: table }))
  return untimed(await client.call('glue:GetTable', `${database}.${table}`, send, readTable))
}

function readTable(answer: unknown): CatalogTable {
  const { StorageDescriptor, PartitionKeys, Parameters } = fields(answered(answer)['Table'], 'Table')
  const { Columns } = fields(StorageDescriptor, 'Table.StorageDescriptor')
  return catalogTable({ Columns, PartitionKeys, Parameters })
}
