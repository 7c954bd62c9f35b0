import { ConfigServiceClient, SelectAggregateResourceConfigCommand } from '@aws-sdk/client-config-service'
import type { Answer, Failure } from '../answers/answer.ts'
import { answered, readableItems, type ReadableItems } from '../answers/shape.ts'
import { nextPage, tokenBy, type Page } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { KEYS_EXPRESSION, recordedKey, type RecordedKey } from './recorded-keys.ts'

/** The keys that an aggregator has recorded, as far as they could be read. */
export interface SelectedKeys {
  keys: RecordedKey[]
  /** Why the pages after these keys could not be read. Null: all pages were. */
  failure: Failure | null
  /** What is wrong with the first record that could not be read. Null: all could be. */
  wrong: string | null
}

interface KeyPage extends Page {
  records: ReadableItems<RecordedKey>
  isAbsent: boolean
}

/**
 * Asks an aggregator for every key that it has, with one query. Null: there is no aggregator of this name in the account
 * and Region. Fails if not even the first page could be read.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_SelectAggregateResourceConfig.html
 */
export async function selectKeys(client: PlaceClient, aggregator: string): Promise<Answer<SelectedKeys> | null> {
  const config = client.clients.of('Config Service', settings => new ConfigServiceClient(settings))
  const query = { ConfigurationAggregatorName: aggregator, Expression: KEYS_EXPRESSION, Limit: 100 }
  const send = (token: string | undefined) =>
    orAbsent(() => config.send(new SelectAggregateResourceConfigCommand({ ...query, ...tokenBy(token) })))
  const read = (answer: unknown): KeyPage => keyPageOf(answer, client.now)
  const all: SelectedKeys = { keys: [], failure: null, wrong: null }
  let isFirst = true
  for await (const page of client.pages('config:SelectAggregateResourceConfig', { send, read })) {
    if (page.known && page.value.isAbsent) return null
    if (!page.known && isFirst) return page
    isFirst = false
    if (!page.known) all.failure = page
    else {
      all.keys.push(...page.value.records.good)
      all.wrong ??= page.value.records.wrong
    }
  }
  return { known: true, value: all }
}

function keyPageOf(answer: unknown, now: number): KeyPage {
  if (answer === ABSENT) return { records: { good: [], wrong: null }, isAbsent: true, ...nextPage(undefined) }
  const { Results, NextToken } = answered(answer)
  const records = readableItems((value, name) => recordedKey(value, name, now))(Results ?? [], 'Results')
  return { records, isAbsent: false, ...nextPage(NextToken) }
}

const ABSENT = Object.freeze({})

async function orAbsent(send: () => Promise<unknown>): Promise<unknown> {
  try {
    return await send()
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchConfigurationAggregatorException') return ABSENT
    throw error
  }
}
