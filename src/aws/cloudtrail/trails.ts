import { DescribeTrailsCommand, GetEventSelectorsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail'
import type { TrailRecord } from '../../model/report/report.ts'
import type { Answer, Failure } from '../answers/answer.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { answered, fields, flag, list, optional, word, type Read } from '../answers/shape.ts'

/**
 * The trails that a Region sees: its own, and the shadows of multi-Region ones from elsewhere.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
export async function listTrails(client: PlaceClient): Promise<Answer<ListedTrail[]>> {
  const cloudtrail = await client.clients.cloudtrail()
  const command = new DescribeTrailsCommand({ includeShadowTrails: true })
  const trails = await client.call(
    'cloudtrail:DescribeTrails',
    'all',
    () => cloudtrail.send(command),
    given => list(listedTrail)(answered(given)['trailList'], 'trailList'),
  )
  if (!trails.known) return trails
  return { known: true, value: [...new Map(trails.value.map(each => [each.TrailARN, each])).values()] }
}

/** A trail as one Region sees it. */
export interface ListedTrail {
  Name: string | undefined
  TrailARN: string
  HomeRegion: string
  IsMultiRegionTrail: boolean
  IsOrganizationTrail: boolean | undefined
}

const listedTrail: Read<ListedTrail> = (value, name) => {
  const { Name, TrailARN, HomeRegion, IsMultiRegionTrail, IsOrganizationTrail } = fields(value, name)
  return {
    Name: optional(word)(Name, `${name}.Name`),
    TrailARN: word(TrailARN, `${name}.TrailARN`),
    HomeRegion: word(HomeRegion, `${name}.HomeRegion`),
    IsMultiRegionTrail: flag(IsMultiRegionTrail, `${name}.IsMultiRegionTrail`),
    IsOrganizationTrail: optional(flag)(IsOrganizationTrail, `${name}.IsOrganizationTrail`),
  }
}

/** The same from every Region that sees the trail. What could not be read of it is null, with a gap. */
export async function readTrail(client: PlaceClient, trail: ListedTrail): Promise<TrailRecord> {
  const { TrailARN: arn } = trail
  return {
    name: trail.Name ?? arn,
    arn,
    home_region: trail.HomeRegion,
    multi_region: trail.IsMultiRegionTrail,
    organization: trail.IsOrganizationTrail ?? false,
    logging: await isLogging(client, arn),
    hides_kms: await hidden(client, arn),
  }
}

async function isLogging(client: PlaceClient, Name: string): Promise<boolean | null> {
  const cloudtrail = await client.clients.cloudtrail()
  const command = new GetTrailStatusCommand({ Name })
  const answer = await client.call(
    'cloudtrail:GetTrailStatus',
    Name,
    () => cloudtrail.send(command),
    given => flag(answered(given)['IsLogging'], 'IsLogging'),
  )
  if (answer.known) return answer.value
  client.note(aboutTrail(Name, answer), 'cloudtrail:GetTrailStatus')
  return null
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html */
async function hidden(client: PlaceClient, TrailName: string): Promise<string[] | null> {
  const cloudtrail = await client.clients.cloudtrail()
  const command = new GetEventSelectorsCommand({ TrailName })
  const answer = await client.call(
    'cloudtrail:GetEventSelectors',
    TrailName,
    () => cloudtrail.send(command),
    given => {
      const { EventSelectors, AdvancedEventSelectors } = answered(given)
      const advanced = optional(list(keptByAdvanced))(AdvancedEventSelectors, 'AdvancedEventSelectors') ?? []
      return advanced.length > 0 ? advanced : list(keptByBasic)(EventSelectors, 'EventSelectors')
    },
  )
  if (answer.known) return hiddenByAll(answer.value)
  client.note(aboutTrail(TrailName, answer), 'cloudtrail:GetEventSelectors')
  return null
}

/** A gap has no place for the name of a trail, so its message begins with it. */
const aboutTrail = (trail: string, failed: Failure): Failure => ({ ...failed, why: `${trail}: ${failed.why}` })

/** What one selector keeps of the events of KMS, or why it keeps none of them. */
type Kept = { reads: boolean; writes: boolean } | { nothing: string }

/** What any of the selectors keeps is kept. */
function hiddenByAll(all: readonly Kept[]): string[] {
  if (all.length === 0) return [NONE]
  const kept = all.flatMap(each => ('nothing' in each ? [] : each))
  if (kept.length === 0) return [...new Set(all.flatMap(each => ('nothing' in each ? each.nothing : [])))]
  return [
    ...(kept.some(({ reads }) => reads) ? [] : ['only write events: every use of a key is a read event']),
    ...(kept.some(({ writes }) => writes) ? [] : ['only read events: deletions and policy changes are missing']),
  ]
}

const NONE = 'no selector for management events'
const EXCLUDED = 'KMS events are excluded'
const KMS = 'kms.amazonaws.com'

const keptByBasic: Read<Kept> = (value, name) => {
  const { IncludeManagementEvents, ExcludeManagementEventSources, ReadWriteType } = fields(value, name)
  const excluded = optional(list(word))(ExcludeManagementEventSources, `${name}.ExcludeManagementEventSources`)
  if (!flag(IncludeManagementEvents, `${name}.IncludeManagementEvents`)) return { nothing: NONE }
  if (excluded?.includes(KMS)) return { nothing: EXCLUDED }
  const kinds = word(ReadWriteType, `${name}.ReadWriteType`)
  return { reads: kinds !== 'WriteOnly', writes: kinds !== 'ReadOnly' }
}

const keptByAdvanced: Read<Kept> = (value, name) => {
  const selectors = list(fieldSelector)(fields(value, name)['FieldSelectors'], `${name}.FieldSelectors`)
  const field = (named: string) => selectors.find(({ Field }) => Field === named)
  if (field('eventCategory')?.Equals?.includes('Management') !== true) return { nothing: NONE }
  const source = field('eventSource')
  if (source?.NotEquals?.includes(KMS)) return { nothing: EXCLUDED }
  if (source?.Equals !== undefined && !source.Equals.includes(KMS)) return { nothing: 'only events of other services' }
  const readOnly = field('readOnly')?.Equals?.[0]
  return { reads: readOnly !== 'false', writes: readOnly !== 'true' }
}

interface FieldSelector {
  Field: string
  Equals: string[] | undefined
  NotEquals: string[] | undefined
}

const fieldSelector: Read<FieldSelector> = (value, name) => {
  const { Field, Equals, NotEquals } = fields(value, name)
  return {
    Field: word(Field, `${name}.Field`),
    Equals: optional(list(word))(Equals, `${name}.Equals`),
    NotEquals: optional(list(word))(NotEquals, `${name}.NotEquals`),
  }
}
