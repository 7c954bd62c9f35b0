import type { Answer } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import type { PlaceClient } from './place-client.ts'
import type { Operation } from '../../model/operations/operations.ts'
import {
  answered,
  fields,
  optional,
  regionName,
  readableItems,
  text,
  word,
  type Read,
  type ReadableItems,
} from '../answers/shape.ts'
import { type Page, tokenBy } from '../calls/pages.ts'

/**
 * Names of the Regions enabled for the account. The Account API is asked first; where it is refused (SecurityAudit
 * lacks it) EC2, whose client is heavy.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
 */
export async function listEnabledRegions(client: PlaceClient): Promise<Answer<readonly string[]>> {
  const byAccount = notEmpty(await regionsOfAccount(client))
  if (byAccount.known && byAccount.value.wrong === null) return { known: true, value: byAccount.value.good.toSorted() }
  const { DescribeRegionsCommand } = await import('@aws-sdk/client-ec2')
  const ec2 = await client.clients.ec2()
  const answer = notEmpty(
    await client.call(
      'ec2:DescribeRegions',
      'all',
      () => ec2.send(new DescribeRegionsCommand({ AllRegions: false })),
      given => readableItems(regionOfEc2)(answered(given)['Regions'], 'Regions'),
    ),
  )
  if (!answer.known) {
    return byAccount.known
      ? { known: true, value: withGap(client, 'account:ListRegions', byAccount.value) }
      : failure(answer.reason, `${byAccount.why}; ${answer.why}`)
  }
  const { good, wrong } = answer.value
  const enabled = good.filter(({ optIn }) => optIn !== 'not-opted-in').map(({ region }) => region)
  return { known: true, value: withGap(client, 'ec2:DescribeRegions', { good: enabled, wrong }) }
}

/** Every account has Regions that are always enabled: an empty list is not one. */
function notEmpty<T>(answer: Answer<ReadableItems<T>>): Answer<ReadableItems<T>> {
  if (!answer.known || answer.value.good.length > 0) return answer
  return failure('malformed', answer.value.wrong ?? 'malformed response: Regions is empty')
}

/** The Regions that could be read; a gap says that there are others. */
function withGap(client: PlaceClient, operation: Operation, { good, wrong }: ReadableItems<string>): readonly string[] {
  if (wrong !== null) client.gap(operation, 'malformed', wrong)
  return good.toSorted()
}

const regionOfEc2: Read<{ region: string; optIn: string | undefined }> = (value, name) => {
  const { RegionName, OptInStatus } = fields(value, name)
  return {
    region: regionName(RegionName, `${name}.RegionName`),
    optIn: optional(word)(OptInStatus, `${name}.OptInStatus`),
  }
}

const regionOfAccount: Read<string> = (value, name) =>
  regionName(fields(value, name)['RegionName'], `${name}.RegionName`)

async function regionsOfAccount(client: PlaceClient): Promise<Answer<ReadableItems<string>>> {
  const { ListRegionsCommand } = await import('@aws-sdk/client-account')
  const account = await client.clients.account()
  const all: ReadableItems<string> = { good: [], wrong: null }
  const send = (token: string | undefined) =>
    account.send(
      new ListRegionsCommand({
        MaxResults: 50,
        RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'],
        ...tokenBy(token),
      }),
    )
  for await (const page of client.pages('account:ListRegions', { send, read: readRegionsPage })) {
    if (!page.known) return page
    const { good, wrong } = page.value.regions
    all.good.push(...good)
    all.wrong ??= wrong
  }
  return { known: true, value: all }
}

function readRegionsPage(answer: unknown): Page & { regions: ReadableItems<string> } {
  const { Regions, NextToken } = answered(answer)
  const regions = readableItems(regionOfAccount)(Regions, 'Regions')
  return { regions, next: optional(text)(NextToken, 'NextToken'), unreadableToken: null }
}
