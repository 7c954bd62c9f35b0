import type { Answer } from '../answers/answer.ts'
import { answered, fields, list, optional, text, type Read } from '../answers/shape.ts'
import { nextPage, type Page, tokenBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { athenaClient } from './athena-client.ts'

/** The values of a row, as text. Null: NULL. */
export type ResultRow = readonly (string | null)[]

/** Rows that a page has at most. */
const PAGE = 1000

/**
 * Yields the rows of a query page by page, without the row of names that begins the first page. A failure is the last
 * item.
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html
 */
export async function* getResults(client: PlaceClient, id: string): AsyncGenerator<Answer<ResultRow[]>> {
  const { GetQueryResultsCommand } = await import('@aws-sdk/client-athena')
  const athena = await athenaClient(client)
  const send = (token: string | undefined): Promise<unknown> =>
    athena.send(new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults: PAGE, ...tokenBy(token) }))
  let isFirst = true
  for await (const page of client.pages('athena:GetQueryResults', { id, send, read: readPage })) {
    yield page.known ? { known: true, value: isFirst ? page.value.rows.slice(1) : page.value.rows } : page
    isFirst = false
  }
}

interface ResultPage extends Page {
  rows: ResultRow[]
}

function readPage(answer: unknown): ResultPage {
  const { ResultSet, NextToken } = answered(answer)
  return { rows: list(row)(fields(ResultSet, 'ResultSet')['Rows'], 'ResultSet.Rows'), ...nextPage(NextToken) }
}

const row: Read<ResultRow> = (value, name) => list(datum)(fields(value, name)['Data'], `${name}.Data`)

/** A datum without a value is NULL. */
const datum: Read<string | null> = (value, name) =>
  optional(text)(fields(value, name)['VarCharValue'], `${name}.VarCharValue`) ?? null
