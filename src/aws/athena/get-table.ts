import { type Answer, type Failure, untimed } from '../answers/answer.ts'
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
 * Reads a table of the data catalog: through Athena, or, if that is not possible, from AWS Glue, which everyone who runs
 * queries may ask.
 */
export async function getTable(client: PlaceClient, database: string, table: string): Promise<Answer<CatalogTable>> {
  const ofAthena = await getTableMetadata(client, database, table)
  if (ofAthena.known || isMissing(ofAthena)) return ofAthena
  const { getGlueTable } = await import('./get-glue-table.ts')
  const ofGlue = await getGlueTable(client, database, table)
  return ofGlue.known || isMissing(ofGlue) ? ofGlue : ofAthena
}

/** Whether the failure says that the table does not exist. */
export const isMissing = ({ why }: Failure): boolean => /not ?found|does not exist/i.test(why)

/** https://docs.aws.amazon.com/athena/latest/APIReference/API_GetTableMetadata.html */
async function getTableMetadata(client: PlaceClient, database: string, table: string): Promise<Answer<CatalogTable>> {
  const { GetTableMetadataCommand } = await import('@aws-sdk/client-athena')
  const athena = await athenaClient(client)
  const command = new GetTableMetadataCommand({ CatalogName: CATALOG, DatabaseName: database, TableName: table })
  const send = (): Promise<unknown> => athena.send(command)
  return untimed(await client.call('athena:GetTableMetadata', `${database}.${table}`, send, readMetadata))
}

function readMetadata(answer: unknown): CatalogTable {
  const { Columns, PartitionKeys, Parameters } = fields(answered(answer)['TableMetadata'], 'TableMetadata')
  return catalogTable({ Columns, PartitionKeys, Parameters })
}

/** Reads the parts of a table that Athena and AWS Glue describe alike. */
export const catalogTable = ({ Columns, PartitionKeys, Parameters }: Record<string, unknown>): CatalogTable => ({
  columns: optional(list(columnName))(Columns, 'Columns') ?? [],
  partitions: optional(list(columnName))(PartitionKeys, 'PartitionKeys') ?? [],
  properties: optional(texts)(Parameters, 'Parameters') ?? {},
})

const columnName: Read<string> = (value, name) => word(fields(value, name)['Name'], `${name}.Name`).toLowerCase()

const texts: Read<Record<string, string>> = (value, name) => {
  const entries = Object.entries(fields(value, name))
  if (entries.some(([, each]) => typeof each !== 'string')) throw new Malformed(`${name} has a value that is not text`)
  return Object.fromEntries(entries.map(([key, each]) => [key, text(each, name)]))
}
