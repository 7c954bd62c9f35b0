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
export async function trailsOf(access: PlaceAccess): Promise<Answer<TrailRecord[]>> {
  const client = await access.clients.cloudtrail()
  const command = new DescribeTrailsCommand({ includeShadowTrails: true })
  const listed = await access.caller.call('cloudtrail:DescribeTrails', 'all', () => client.send(command))
  if (!listed.known) return listed
  if (listed.value.trailList === undefined) return failure('malformed', 'an answer of DescribeTrails without trailList')
  const trails = await Promise.all(listed.value.trailList.map(trail => read(access, trail)))
  return { known: true, value: trails }
}

async function read(access: PlaceAccess, trail: Trail): Promise<TrailRecord> {
  const arn = trail.TrailARN ?? ''
  return {
    name: trail.Name ?? '',
    arn,
    home_region: trail.HomeRegion ?? '',
    multi_region: trail.IsMultiRegionTrail ?? false,
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
  const { EventSelectors: basic = [], AdvancedEventSelectors: advanced = [] } = answer.value
  return leastHidden(advanced.length > 0 ? advanced.map(hiddenByAdvanced) : basic.map(hiddenByBasic))
}

function noteGap({ caller }: PlaceAccess, operation: string, answer: Answer<unknown>, trail: string): void {
  if (answer.known) caller.gap(operation, 'malformed', `an answer without what was asked, for ${trail}`)
  else if (!answer.givenUp) caller.gap(operation, answer.reason, `${trail}: ${answer.why}`)
}

/** What one selector keeps, others need not: the one that hides least decides. */
const leastHidden = (each: readonly string[][]): string[] =>
  each.reduce<string[]>((least, reasons) => (reasons.length < least.length ? reasons : least), each[0] ?? [NONE])

const NONE = 'no selector for management events'

function hiddenByBasic(selector: EventSelector): string[] {
  return [
    ...(selector.IncludeManagementEvents === false ? [NONE] : []),
    ...(selector.ExcludeManagementEventSources?.includes('kms.amazonaws.com') ? ['KMS events are excluded'] : []),
    ...(selector.ReadWriteType === 'WriteOnly' ? ['only write events: every use of a key is a read event'] : []),
    ...(selector.ReadWriteType === 'ReadOnly' ? ['only read events: deletions and policy changes are missing'] : []),
  ]
}

function hiddenByAdvanced({ FieldSelectors: fields = [] }: AdvancedEventSelector): string[] {
  const field = (name: string) => fields.find(({ Field }) => Field === name)
  const source = field('eventSource')
  const readOnly = field('readOnly')?.Equals?.[0]
  if (field('eventCategory')?.Equals?.includes('Management') !== true) return [NONE]
  return [
    ...(source?.NotEquals?.includes('kms.amazonaws.com') ? ['KMS events are excluded'] : []),
    ...(source?.Equals !== undefined && !source.Equals.includes('kms.amazonaws.com')
      ? ['only events of other services']
      : []),
    ...(readOnly === 'false' ? ['only write events: every use of a key is a read event'] : []),
    ...(readOnly === 'true' ? ['only read events: deletions and policy changes are missing'] : []),
  ]
}
