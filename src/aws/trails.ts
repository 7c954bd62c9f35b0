import { DescribeTrailsCommand, GetEventSelectorsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail'
import type { AdvancedEventSelector, EventSelector, Trail } from '@aws-sdk/client-cloudtrail'
import type { TrailRecord } from '../model/report.ts'
import type { Answer } from './answer.ts'
import { failure } from './answer.ts'
import type { PlaceAccess } from './place-access.ts'

/**
 * The trails that a Region sees: its own, and the shadows of multi-Region ones from elsewhere.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
export async function listTrails(access: PlaceAccess): Promise<Answer<ListedTrail[]>> {
  const client = await access.clients.cloudtrail()
  const command = new DescribeTrailsCommand({ includeShadowTrails: true })
  const listed = await access.caller.call('cloudtrail:DescribeTrails', 'all', () => client.send(command))
  if (!listed.known) return listed
  const { trailList: trails } = listed.value
  if (trails === undefined) return failure('malformed', 'an answer of DescribeTrails without trailList')
  if (!trails.every(isWhole)) {
    return failure(
      'malformed',
      'DescribeTrails tells a trail without its ARN, its Region or whether it is for all Regions',
    )
  }
  return { known: true, value: trails }
}

/** A trail of which it is told what it is and where it lives. */
export interface ListedTrail extends Trail {
  TrailARN: string
  HomeRegion: string
  IsMultiRegionTrail: boolean
}

const isWhole = (trail: Trail): trail is ListedTrail =>
  [trail.TrailARN, trail.HomeRegion, trail.IsMultiRegionTrail].every(part => part !== undefined)

/** The same from every Region that sees the trail. What could not be read of it is null, with a gap. */
export async function readTrail(access: PlaceAccess, trail: ListedTrail): Promise<TrailRecord> {
  const { TrailARN: arn } = trail
  return {
    name: trail.Name ?? arn,
    arn,
    home_region: trail.HomeRegion,
    multi_region: trail.IsMultiRegionTrail,
    organization: trail.IsOrganizationTrail ?? false,
    logging: await isLogging(access, arn),
    hides_kms: await hidden(access, arn),
  }
}

async function isLogging(access: PlaceAccess, Name: string): Promise<boolean | null> {
  const client = await access.clients.cloudtrail()
  const command = new GetTrailStatusCommand({ Name })
  const answer = await access.caller.call('cloudtrail:GetTrailStatus', Name, () => client.send(command))
  if (answer.known && answer.value.IsLogging !== undefined) return answer.value.IsLogging
  noteGap(access, 'cloudtrail:GetTrailStatus', answer, Name)
  return null
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html */
async function hidden(access: PlaceAccess, TrailName: string): Promise<string[] | null> {
  const client = await access.clients.cloudtrail()
  const command = new GetEventSelectorsCommand({ TrailName })
  const answer = await access.caller.call('cloudtrail:GetEventSelectors', TrailName, () => client.send(command))
  if (!answer.known) {
    noteGap(access, 'cloudtrail:GetEventSelectors', answer, TrailName)
    return null
  }
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = answer.value
  if (advanced !== undefined && advanced.length > 0) return hiddenByAll(advanced.map(keptByAdvanced))
  if (basic !== undefined) return hiddenByAll(basic.map(keptByBasic))
  noteGap(access, 'cloudtrail:GetEventSelectors', answer, TrailName)
  return null
}

function noteGap({ caller }: PlaceAccess, operation: string, answer: Answer<unknown>, trail: string): void {
  if (answer.known) caller.gap(operation, 'malformed', `an answer without what was asked, for ${trail}`)
  else if (!answer.givenUp) caller.gap(operation, answer.reason, `${trail}: ${answer.why}`)
}

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

function keptByBasic(selector: EventSelector): Kept {
  if (selector.IncludeManagementEvents === false) return { nothing: NONE }
  if (selector.ExcludeManagementEventSources?.includes(KMS)) return { nothing: EXCLUDED }
  return { reads: selector.ReadWriteType !== 'WriteOnly', writes: selector.ReadWriteType !== 'ReadOnly' }
}

function keptByAdvanced({ FieldSelectors: fields = [] }: AdvancedEventSelector): Kept {
  const field = (name: string) => fields.find(({ Field }) => Field === name)
  if (field('eventCategory')?.Equals?.includes('Management') !== true) return { nothing: NONE }
  const source = field('eventSource')
  if (source?.NotEquals?.includes(KMS)) return { nothing: EXCLUDED }
  if (source?.Equals !== undefined && !source.Equals.includes(KMS)) return { nothing: 'only events of other services' }
  const readOnly = field('readOnly')?.Equals?.[0]
  return { reads: readOnly !== 'false', writes: readOnly !== 'true' }
}
