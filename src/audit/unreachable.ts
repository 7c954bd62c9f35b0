import { UNREACHABLE } from '../aws/reach.ts'
import type { Gap } from '../model/gap.ts'

/** A service that some places may have no way to, and the options that leave it out. */
interface Service {
  prefix: string
  name: string
  without: string
}

const SERVICES: readonly Service[] = [
  { prefix: 'cloudtrail:', name: 'CloudTrail', without: '--source kms,cloudwatch' },
  { prefix: 'cloudwatch:', name: 'CloudWatch', without: '--source kms,cloudtrail --no-requests' },
]

/** One line for each service without a way to it: where, why, and how to leave it out. */
export function unreachableNotes(gaps: readonly Gap[]): string[] {
  return SERVICES.flatMap(({ prefix, name, without }) => {
    const ofService = gaps.filter(gap => gap.operation.startsWith(prefix) && gap.message.startsWith(UNREACHABLE))
    const [first] = ofService
    if (first === undefined) return []
    const where = placesText(ofService)
    const why = first.message.slice(UNREACHABLE.length).replace(/^: /, '')
    return [`${name} cannot be reached in ${where}: ${why}. To leave it out, add ${without}.`]
  })
}

/** `eu-west-1 of account 111122223333`, or how many when there are several accounts. */
function placesText(gaps: readonly Gap[]): string {
  const regions = [...new Set(gaps.map(({ region }) => region ?? ''))].toSorted()
  const accounts = [...new Set(gaps.map(({ account }) => account))]
  return `${regions.join(', ')} of ${accounts.length === 1 ? `account ${accounts[0]}` : `${accounts.length} accounts`}`
}
