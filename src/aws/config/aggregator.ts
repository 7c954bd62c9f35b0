import {
  DescribeConfigurationAggregatorSourcesStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  ConfigServiceClient,
  SelectAggregateResourceConfigCommand,
} from '@aws-sdk/client-config-service'
import { isObject, type Json } from '../../lib/json.ts'
import { failure, type Answer } from '../answers/answer.ts'
import { Item } from '../answers/item.ts'
import { answered, list, Malformed, text } from '../answers/shape.ts'
import { nextPage, tokenBy, type Page } from '../calls/pages.ts'
import type { AwsClient } from '../session/clients.ts'
import type { PlaceClient } from '../session/place-client.ts'
import type { Instant } from '../../model/time.ts'

const configOf = ({ clients }: PlaceClient): AwsClient =>
  clients.of('Config Service', config => new ConfigServiceClient(config))

interface ItemPage<T> extends Page {
  items: T[]
}

const pageOf =
  <T>(member: string, item: (value: unknown, name: string) => T) =>
  (answer: unknown): ItemPage<T> => {
    const { [member]: items, NextToken } = answered(answer)
    return { items: list(item)(items ?? [], member), ...nextPage(NextToken) }
  }

/**
 * The records of an aggregator that match an advanced query, all pages. Each is an object with the selected properties.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_SelectAggregateResourceConfig.html
 */
export async function selectRecords(client: PlaceClient, aggregator: string, Expression: string) {
  const config = configOf(client)
  const query = { ConfigurationAggregatorName: aggregator, Expression, Limit: 100 }
  const send = (token: string | undefined) =>
    config.send(new SelectAggregateResourceConfigCommand({ ...query, ...tokenBy(token) }))
  const read = pageOf('Results', record)
  return allItems(client.pages('config:SelectAggregateResourceConfig', { send, read }))
}

/** A record is JSON in a text. One that is not becomes a malformed answer. */
function record(value: unknown, name: string): Json {
  const parsed = parsedOrNull(text(value, name))
  if (isObject(parsed)) return parsed
  throw new Malformed(`${name} is not a JSON object`)
}

function parsedOrNull(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

/** The state of one source of an aggregator: an account, or an organization, in one Region. */
export interface AggregatorSource {
  id: string
  isOrganization: boolean
  region: string
  /** `SUCCEEDED`, `OUTDATED` or `FAILED`. */
  status: string
  /** When the aggregator last got the records of this source. Null: not known. */
  updatedAt: Instant | null
}

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationAggregatorSourcesStatus.html */
export async function aggregatorSources(client: PlaceClient, aggregator: string): Promise<Answer<AggregatorSource[]>> {
  const config = configOf(client)
  const query = { ConfigurationAggregatorName: aggregator, Limit: 100 }
  const send = (token: string | undefined) =>
    config.send(new DescribeConfigurationAggregatorSourcesStatusCommand({ ...query, ...tokenBy(token) }))
  const read = pageOf('AggregatedSourceStatusList', (value, name): AggregatorSource => {
    const source = new Item(value, name)
    return {
      id: source.text('SourceId') ?? '',
      isOrganization: source.text('SourceType') === 'ORGANIZATION',
      region: source.text('AwsRegion') ?? '',
      status: source.text('LastUpdateStatus') ?? '',
      updatedAt: source.instant('LastUpdateTime') ?? null,
    }
  })
  return allItems(client.pages('config:DescribeConfigurationAggregatorSourcesStatus', { send, read }))
}

/** What AWS Config records in one place. */
export interface Recording {
  /** Whether the recorder runs. */
  isOn: boolean
  /** The types that it records, such as `AWS::EC2::Volume`; or all types except these. */
  types: ReadonlySet<string>
  isExcept: boolean
}

/**
 * Reads what AWS Config records in a place. An account has one recorder of its own in each Region.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationRecorders.html
 */
export async function readRecording(client: PlaceClient): Promise<Answer<Recording>> {
  const config = configOf(client)
  const [recorders, statuses] = await Promise.all([
    client.call(
      'config:DescribeConfigurationRecorders',
      'all',
      () => config.send(new DescribeConfigurationRecordersCommand({})),
      given => new Item(given, '').list('ConfigurationRecorders').map(recordedBy),
    ),
    client.call(
      'config:DescribeConfigurationRecorderStatus',
      'all',
      () => config.send(new DescribeConfigurationRecorderStatusCommand({})),
      given => new Item(given, '').list('ConfigurationRecordersStatus').some(each => each.flag('recording') === true),
    ),
  ])
  if (!recorders.known) return recorders
  if (!statuses.known) return statuses
  const [first] = recorders.value
  if (first === undefined) return failure('unsupported', 'AWS Config is not set up in this Region')
  return { known: true, value: { ...first, isOn: statuses.value } }
}

function recordedBy(recorder: Item): Omit<Recording, 'isOn'> {
  const group = recorder.at('recordingGroup')
  if (group.flag('allSupported') === true) return { types: new Set(), isExcept: true }
  const isExcept = group.at('recordingStrategy').text('useOnly') === 'EXCLUSION_BY_RESOURCE_TYPES'
  return { types: namesIn(isExcept ? group.at('exclusionByResourceTypes') : group), isExcept }
}

const namesIn = (item: Item): Set<string> => new Set(item.list('resourceTypes').map(type => type.itself()))

/** Joins the items of all pages. Items before a page that fails are lost: half of a list proves nothing. */
async function allItems<T>(pages: AsyncIterable<Answer<ItemPage<T>>>): Promise<Answer<T[]>> {
  const all: T[] = []
  for await (const page of pages) {
    if (!page.known) return page
    all.push(...page.value.items)
  }
  return { known: true, value: all }
}
