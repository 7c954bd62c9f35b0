import picomatch from 'picomatch'
import { AuditError } from '../../lib/process/exit.ts'
import { closest, quoted } from '../../lib/text/suggest.ts'
import type { Answer } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import type { Caller } from '../calls/caller.ts'
import type { Clients } from './clients.ts'
import type { Operation } from '../calls/rates.ts'
import { answered, fields, optional, regionName, sound, text, word, type Read, type Sound } from '../answers/shape.ts'
import { Tokens } from '../calls/tokens.ts'
import { isListed, listedRegions, partitionOf } from './partitions.ts'

/** `all`, `eu-*`: needs the list of enabled Regions; anything else is a Region's name. */
export const isPattern = (name: string): boolean => name === 'all' || /[*?{[]/.test(name)

/** Whether a name, a glob or `all` means this Region. */
export const fitsRegion = (region: string, pattern: string): boolean =>
  pattern === 'all' || region === pattern || picomatch.isMatch(region, pattern)

/**
 * The Regions that the patterns name, each once, in order. A name that neither the SDK's partitions nor the account
 * know is wrong usage, as is a glob that fits nothing; `all` is every enabled Region.
 */
export async function chooseRegions(
  patterns: readonly string[],
  enabledRegions: () => Promise<Answer<readonly string[]>>,
): Promise<string[]> {
  const doubtful = patterns.filter(pattern => isPattern(pattern) || !isListed(pattern))
  const enabled: Answer<readonly string[]> =
    doubtful.length > 0 ? await enabledRegions() : failure('partial', 'not asked')
  return [...new Set(patterns.flatMap(pattern => matching(pattern, enabled)))].toSorted()
}

/** What is wrong with a Region's name when there is no account to ask about it. */
export const unlisted = (pattern: string): AuditError | null =>
  isPattern(pattern) || isListed(pattern) ? null : unknownRegion(pattern, failure('partial', 'not asked'))

function matching(pattern: string, enabled: Answer<readonly string[]>): readonly string[] {
  if (!isPattern(pattern)) {
    if (isListed(pattern) || (enabled.known && enabled.value.includes(pattern))) return [pattern]
    throw unknownRegion(pattern, enabled)
  }
  if (!enabled.known) {
    throw new AuditError('failed', `Cannot list the enabled Regions for '${pattern}': ${enabled.why}`, {
      hint: 'Specify the Regions (-r us-east-1,eu-west-1), or allow account:ListRegions or ec2:DescribeRegions.',
    })
  }
  const fits = enabled.value.filter(region => fitsRegion(region, pattern))
  if (fits.length === 0) throw unknownRegion(pattern, enabled)
  return fits
}

function unknownRegion(pattern: string, enabled: Answer<readonly string[]>): AuditError {
  const elsewhere = isPattern(pattern) && enabled.known ? partitionsElsewhere(pattern, enabled.value) : null
  if (elsewhere !== null) {
    const message = `${quoted(pattern)} matches only Regions of partition ${elsewhere.asked}, but these credentials are for ${elsewhere.own}.`
    return new AuditError('usage', message, { hint: `Use a profile of an account in ${elsewhere.asked} (-p).` })
  }
  const here = enabled.known && enabled.value.length > 0 ? `Enabled Regions: ${enabled.value.join(', ')}.` : undefined
  if (isPattern(pattern)) {
    return new AuditError(
      'usage',
      `No enabled Region matches ${quoted(pattern)}.`,
      here === undefined ? {} : { hint: here },
    )
  }
  const near = closest(pattern, [...(enabled.known ? enabled.value : []), ...listedRegions()])
  const hint = near === undefined ? (here ?? 'Use a Region name such as eu-west-1.') : `Did you mean ${near}?`
  return new AuditError('usage', `Unknown Region ${quoted(pattern)}.`, { hint })
}

/** The partitions of a glob and of the account, where they differ; then the account's Regions are no help. */
function partitionsElsewhere(pattern: string, enabled: readonly string[]): { asked: string; own: string } | null {
  const partitions = new Set(enabled.map(partitionOf))
  const asked = [
    ...new Set(
      listedRegions()
        .filter(region => fitsRegion(region, pattern))
        .map(partitionOf),
    ),
  ]
  if (asked.length === 0 || asked.some(partition => partitions.has(partition))) return null
  return { asked: asked.join(', '), own: [...partitions].join(', ') }
}

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
      given => sound(regionOfEc2)(answered(given)['Regions'], 'Regions'),
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
function notEmpty<T>(answer: Answer<Sound<T>>): Answer<Sound<T>> {
  if (!answer.known || answer.value.good.length > 0) return answer
  return failure('malformed', answer.value.wrong ?? 'malformed response: Regions is empty')
}

/** The Regions that could be read; a gap says that there are others. */
function withGap(caller: Caller, operation: Operation, { good, wrong }: Sound<string>): readonly string[] {
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

async function regionsOfAccount(caller: Caller, clients: Clients): Promise<Answer<Sound<string>>> {
  const { ListRegionsCommand } = await import('@aws-sdk/client-account')
  const client = await clients.account()
  const all: Sound<string> = { good: [], wrong: null }
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
        return { regions: sound(regionOfAccount)(Regions, 'Regions'), next: optional(text)(NextToken, 'NextToken') }
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
