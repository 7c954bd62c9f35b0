import { DescribeTrailsCommand, GetEventSelectorsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail'
import type { TrailRecord } from '../../model/report/report.ts'
import type { Answer, Failure } from '../answers/answer.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { answered, fields, flag, list, optional, word, type Read } from '../answers/shape.ts'
import { readSelectors } from './selectors.ts'

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
      return readSelectors(EventSelectors, AdvancedEventSelectors)
    },
  )
  if (answer.known) return answer.value
  client.note(aboutTrail(TrailName, answer), 'cloudtrail:GetEventSelectors')
  return null
}

/** A gap has no place for the name of a trail, so its message begins with it. */
const aboutTrail = (trail: string, failed: Failure): Failure => ({ ...failed, why: `${trail}: ${failed.why}` })
