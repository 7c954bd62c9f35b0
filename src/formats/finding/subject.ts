import { createHash } from 'node:crypto'
import { identityOf, placeOf } from '../../model/finding.ts'
import type { Finding } from '../../model/finding.ts'
import { partitionOf } from '../../model/partition.ts'
import type { CheckRecord, KeyRecord, Report } from '../../model/report.ts'
import { ownersOf } from './owners.ts'

/** A finding with what the report knows of what it is about. */
export interface Subject {
  finding: Finding
  /** Undefined for an account, and for a key whose row is not shown. */
  key: KeyRecord | undefined
  /** Of the key, or of the account. */
  arn: string
  partition: string
  /** Of the key; for an account, the first of the Regions that were audited there. */
  region: string
  /** Of an account: those whose trails were judged together. Empty for a key, and where the report does not say. */
  regions: readonly string[]
  check: CheckRecord | undefined
  /** What people call the key: its first alias, else its description. Null: neither, or it is about an account. */
  name: string | null
  /** Null: not known. */
  accountName: string | null
  /** `Owner=payments`: tags that name the owner. */
  owners: readonly string[]
}

/** Makes a Subject of each finding of this report. */
export function subjectsIn(report: Report): (finding: Finding) => Subject {
  const keys = new Map(report.keys.map(key => [placeOf(key), key]))
  const regions = firstRegions(report)
  const names = accountNames(report)
  const details = new Map(Object.entries(report.scope.check_details ?? {}))
  return finding => {
    const { account_id, key_id } = finding
    const key = keys.get(placeOf(finding))
    const region = finding.region ?? regions.get(account_id) ?? ''
    // A key may have no row here (`--only`), but its Region decides its partition.
    const partition = /^arn:([\w-]+):/.exec(key?.key_arn ?? '')?.[1] ?? partitionOf(region)
    const arn =
      key?.key_arn ??
      (key_id === null ? `arn:${partition}:iam::${account_id}:root` : keyArn(partition, region, account_id, key_id))
    const judged = finding.region === null ? regionsJudged(report, account_id) : []
    return {
      finding,
      key,
      arn,
      partition,
      region,
      regions: judged,
      check: details.get(finding.check),
      name: key === undefined ? null : nameOfKey(key),
      accountName: names.get(account_id) ?? null,
      owners: key === undefined ? [] : ownersOf(key),
    }
  }
}

const nameOfKey = ({ aliases, description }: KeyRecord): string | null => aliases[0] ?? (description?.trim() || null)

/** By account id. */
const accountNames = ({ scope }: Report): ReadonlyMap<string, string> =>
  new Map(scope.places.flatMap(({ account_id, account_name: name }) => (name ? [[account_id, name] as const] : [])))

/** Who a finding is about, in words, as `alias/orders, account Production, Owner=payments`; empty: nothing is known. */
export const aboutText = ({ name, accountName, owners }: Subject): string =>
  [...(name === null ? [] : [name]), ...(accountName === null ? [] : [`account ${accountName}`]), ...owners].join(', ')

/** What is said of an account holds for these Regions, and for no others. */
export const regionsJudged = ({ scope }: Report, account: string): readonly string[] => {
  const trails = scope.trails?.[account] ?? {}
  // Saved reports may hold one list, which does not say whose it is.
  return Array.isArray(trails) ? [] : Object.keys(trails)
}

/** By account; last set is first by name. */
const firstRegions = ({ scope }: Report): ReadonlyMap<string, string> =>
  new Map(
    scope.places
      .toSorted((a, b) => (a.region < b.region ? 1 : -1))
      .map(({ account_id, region }) => [account_id, region]),
  )

/** The same for the same problem in every report, and different for every other problem. */
export const fingerprintOf = (finding: Finding): string =>
  createHash('sha256').update(identityOf(finding)).digest('hex').slice(0, 32)

const keyArn = (partition: string, region: string, account: string, id: string): string =>
  `arn:${partition}:kms:${region}:${account}:key/${id}`
