import { UNREACHABLE } from '../../aws/calls/reach.ts'
import type { Gap } from '../../model/gap.ts'

/** A service that may not be reachable from some places, and the options that leave it out. */
interface Service {
  prefix: string
  name: string
  without: string
}

const SERVICES: readonly Service[] = [
  { prefix: 'cloudtrail:', name: 'CloudTrail', without: '--source kms,cloudwatch' },
  { prefix: 'cloudwatch:', name: 'CloudWatch', without: '--source kms,cloudtrail --no-requests' },
]

const WITHOUT_BOTH = '--source kms --no-requests'

/** Returns one line for each service that cannot be reached: where, why, and how to leave it out. */
export function unreachableNotes(gaps: readonly Gap[]): string[] {
  const found = SERVICES.map(service => ({ ...service, gaps: gaps.filter(gap => isAbout(gap, service)) })).filter(
    service => service.gaps.length > 0,
  )
  const all = found.length === SERVICES.length ? WITHOUT_BOTH : null
  return found.map(({ name, without, gaps: ofService }) => {
    const why = ofService[0]?.message.slice(UNREACHABLE.length).replace(/^: |\.$/g, '')
    return `${name} cannot be reached in ${placesText(ofService)}: ${why}. To skip it, add ${all ?? without}.`
  })
}

const isAbout = ({ operation, message }: Gap, { prefix }: Service): boolean =>
  operation.startsWith(prefix) && message.startsWith(UNREACHABLE)

/** Names the places: `eu-west-1 of account 111122223333`, or the number of accounts if there are several. */
function placesText(gaps: readonly Gap[]): string {
  const regions = [...new Set(gaps.map(({ region }) => region ?? ''))].toSorted()
  const accounts = [...new Set(gaps.map(({ account }) => account))]
  return `${regions.join(', ')} of ${accounts.length === 1 ? `account ${accounts[0]}` : `${accounts.length} accounts`}`
}
