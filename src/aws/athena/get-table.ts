import { type Answer, untimed } from '../answers/answer.ts'
import { answered, fields, Malformed, text, word, type Read, list, optional } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { athenaClient } from './athena-client.ts'

/** A table of the data catalog. Names are lower case, as the catalog has them. */
export interface CatalogTable {
  columns: readonly string[]
  partitions: readonly string[]
  /** Such as `projection.enabled` and `storage.location.template`. */
  properties: Readonly<Record<string, string>>
}

/** Athena's name for the data catalog of AWS Glue. */
export const CATALOG = 'AwsDataCatalog'

/**
 * Reads a table of the data catalog.
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_GetTableMetadata.html
 */
export async function getTable(client: PlaceClient, database: string, table: string): Promise<Answer<CatalogTable>> {
  const { GetTableMetadataCommand } = await import('@aws-sdk/client-athena')
  const athena = await athenaClient(client)
  const command = new GetTableMetadataCommand({ CatalogName: CATALOG, DatabaseName: database, TableName: table })
  const send = (): Promise<unknown> => athena.send(command)
  return untimed(await client.call('athena:GetTableMetadata', `${database}.${table}`, send, readTable))
}

function readTable(answer: unknown): CatalogTable {
  const { Columns, PartitionKeys, Parameters } = fields(answered(answer)['TableMetadata'], 'TableMetadata')
  return {
    columns: optional(list(columnName))(Columns, 'Columns') ?? [],
    partitions: optional(list(columnName))(PartitionKeys, 'PartitionKeys') ?? [],
    properties: optional(texts)(Parameters, 'Parameters') ?? {},
  }
}

const columnName: Read<string> = (value, name) => word(fields(value, name)['Name'], `${name}.Name`).toLowerCase()

const texts: Read<Record<string, string>> = (value, name) => {
  const entries = Object.entries(fields(value, name))
  if (entries.some(([, each]) => typeof each !== 'string')) throw new Malformed(`${name} has a value that is not text`)
  return Object.fromEntries(entries.map(([key, each]) => [key, text(each, name)]))
}
