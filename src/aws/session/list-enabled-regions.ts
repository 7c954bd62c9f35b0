import type { Answer } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import type { Caller } from '../calls/caller.ts'
import type { Clients } from './clients.ts'
import type { Operation } from '../../model/operations.ts'
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
import { Tokens } from '../calls/tokens.ts'

/**
 * Names of the Regions enabled for the account. The Account API is asked first; where it is refused (SecurityAudit
 * lacks it) EC2, whose client is heavy.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
 */
export async function listEnabledRegions(caller: Caller, clients: Clients): Promise<Answer<readonly string[]>> {
  const byAccount = notEmpty(await regionsOfAccount(caller, clients))
  if (byAccount.known && byAccount.value.wrong === null) return { known: true, value: byAccount.value.good.toSorted() }
  const { DescribeRegionsCommand } = await import('@aws-sdk/client-ec2')
  const client = await clients.ec2()
  const answer = notEmpty(
    await caller.call(
      'ec2:DescribeRegions',
      'all',
      () => client.send(new DescribeRegionsCommand({ AllRegions: false })),
      given => readableItems(regionOfEc2)(answered(given)['Regions'], 'Regions'),
    ),
  )
  if (!answer.known) {
    return byAccount.known
      ? { known: true, value: withGap(caller, 'account:ListRegions', byAccount.value) }
      : failure(answer.reason, `${byAccount.why}; ${answer.why}`)
  }
  const { good, wrong } = answer.value
  const enabled = good.filter(({ optIn }) => optIn !== 'not-opted-in').map(({ region }) => region)
  return { known: true, value: withGap(caller, 'ec2:DescribeRegions', { good: enabled, wrong }) }
}

/** Every account has Regions that are always enabled: an empty list is not one. */
function notEmpty<T>(answer: Answer<ReadableItems<T>>): Answer<ReadableItems<T>> {
  if (!answer.known || answer.value.good.length > 0) return answer
  return failure('malformed', answer.value.wrong ?? 'malformed response: Regions is empty')
}

/** The Regions that could be read; a gap says that there are others. */
function withGap(caller: Caller, operation: Operation, { good, wrong }: ReadableItems<string>): readonly string[] {
  if (wrong !== null) caller.gap(operation, 'malformed', wrong)
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

async function regionsOfAccount(caller: Caller, clients: Clients): Promise<Answer<ReadableItems<string>>> {
  const { ListRegionsCommand } = await import('@aws-sdk/client-account')
  const client = await clients.account()
  const all: ReadableItems<string> = { good: [], wrong: null }
  const tokens = new Tokens()
  let token: string | undefined
  do {
    const command = new ListRegionsCommand({
      MaxResults: 50,
      RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'],
      ...(token === undefined ? {} : { NextToken: token }),
    })
    const page = await caller.call(
      'account:ListRegions',
      token ?? 'first',
      () => client.send(command),
      given => {
        const { Regions, NextToken } = answered(given)
        return {
          regions: readableItems(regionOfAccount)(Regions, 'Regions'),
          next: optional(text)(NextToken, 'NextToken'),
        }
      },
    )
    if (!page.known) return page
    const { regions, next } = page.value
    all.good.push(...regions.good)
    all.wrong ??= regions.wrong
    if (next !== undefined && !tokens.leadsOn(next))
      return failure('malformed', 'ListRegions returned the same page twice')
    token = next
  } while (token !== undefined)
  return { known: true, value: all }
}
