import { createHash } from 'node:crypto'
import { identityOf, placeOf } from '../../model/finding.ts'
import type { Finding } from '../../model/finding.ts'
import { keyArn } from '../../model/key-arn.ts'
import { partitionOf } from '../../model/partition.ts'
import type { CheckRecord, KeyRecord, Report } from '../../model/report/report.ts'
import { ownersOf } from './owners.ts'

/** A finding together with the key, resource or account that it is about. */
export interface Subject {
  finding: Finding
  /** Undefined for an account, and for a key without a row in the report. */
  key: KeyRecord | undefined
  /** The ARN of the key, resource or account. For a resource without an ARN, its type and ID. */
  arn: string
  partition: string
  /** The Region of the key or resource. For an account, the first of its audited Regions. */
  region: string
  /**
   * For an account, the Regions whose trails were judged together. Empty for a key, and if the report does not name
   * them.
   */
  regions: readonly string[]
  check: CheckRecord | undefined
  /**
   * The first alias of the key, else its description. Null if the key has neither, or if the finding is about an
   * account. The name of a resource, else its ID.
   */
  name: string | null
  /** Null if the name is not known. */
  accountName: string | null
  /** The tags that name the owner: `Owner=payments`. */
  owners: readonly string[]
}

/** Returns a function that finds the subject of a finding in this report. */
export function subjectsIn(report: Report): (finding: Finding) => Subject {
  const keys = new Map(report.keys.map(key => [placeOf(key), key]))
  const regions = firstRegions(report)
  const names = accountNames(report)
  const details = new Map(Object.entries(report.scope.check_details ?? {}))
  return finding => {
    const { account_id: account, key_id, resource } = finding
    const key = keys.get(placeOf(finding))
    const region = finding.region ?? regions.get(account) ?? ''
    // A key without a row (`--only`) has no ARN here, but its Region decides its partition.
    const partition = /^arn:([\w-]+):/.exec(key?.key_arn ?? resource?.arn ?? '')?.[1] ?? partitionOf(region)
    const arn =
      (resource === undefined ? undefined : (resource.arn ?? `${resource.type} ${resource.id}`)) ??
      key?.key_arn ??
      (key_id === null ? `arn:${partition}:iam::${account}:root` : keyArn({ partition, region, account }, key_id))
    const covered = finding.region === null && resource === undefined ? coveredRegions(report, account) : []
    return {
      finding,
      key,
      arn,
      partition,
      region,
      regions: covered,
      check: details.get(finding.check),
      name: resource === undefined ? (key === undefined ? null : nameOfKey(key)) : (resource.name ?? resource.id),
      accountName: names.get(account) ?? null,
      owners: ownersOf(resource ?? key ?? {}),
    }
  }
}

const nameOfKey = ({ aliases, description }: KeyRecord): string | null => aliases[0] ?? (description?.trim() || null)

/** Names by account ID. */
const accountNames = ({ scope }: Report): ReadonlyMap<string, string> =>
  new Map(scope.places.flatMap(({ account_id, account_name: name }) => (name ? [[account_id, name] as const] : [])))

/**
 * Returns what a finding is about: `alias/orders, account Production, Owner=payments`. Empty if none of this is known.
 */
export const aboutText = ({ name, accountName, owners }: Subject): string =>
  [...(name === null ? [] : [name]), ...(accountName === null ? [] : [`account ${accountName}`]), ...owners].join(', ')

/** Returns the Regions that a finding about an account covers. */
export const coveredRegions = ({ scope }: Report, account: string): readonly string[] => {
  const trails = scope.trails?.[account] ?? {}
  // Older reports hold one list, which does not name its account.
  return Array.isArray(trails) ? [] : Object.keys(trails)
}

/** The first Region by account. A later entry of the Map replaces an earlier one, so the order is reversed. */
const firstRegions = ({ scope }: Report): ReadonlyMap<string, string> =>
  new Map(
    scope.places
      .toSorted((a, b) => (a.region < b.region ? 1 : -1))
      .map(({ account_id, region }) => [account_id, region]),
  )

/** Returns a value that is the same for the same problem in every report, and different for every other problem. */
export const fingerprintOf = (finding: Finding): string =>
  createHash('sha256').update(identityOf(finding)).digest('hex').slice(0, 32)
