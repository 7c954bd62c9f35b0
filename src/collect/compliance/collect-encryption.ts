import { listAliases } from '../../aws/kms/list-aliases.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { loadDependents, type NamedDependent } from '../../dependents/load-dependents.ts'
import { counted, type ReadType } from '../../encryption/count.ts'
import { policyRecord, rated, type UnratedResource } from '../../encryption/apply-policy.ts'
import { defined } from '../../lib/defined.ts'
import type { Collected } from '../../model/assessments/assessment.ts'
import type {
  ComplianceAssessment,
  EbsDefaultRecord,
  EncryptedResourceRecord,
  EncryptedTypeRecord,
} from '../../model/assessments/compliance.ts'
import { type EncryptionPolicy, isJudged } from '../../model/encryption.ts'
import type { DependentsOptions } from '../../model/options/options.ts'
import type { Place } from '../../model/place.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import { placeId } from '../sweep/resolve-key.ts'
import { sweepTypes, type SweptType } from '../sweep/sweep-place.ts'
import { readEbsDefault } from './ebs-default.ts'
import { keyKindOf, type PlaceAliases } from './key-kind.ts'

/** Reads how the resources of these types are encrypted in all places. */
export async function collectEncryption(
  reading: AssessmentRun,
  wanted: DependentsOptions,
  policy: EncryptionPolicy,
): Promise<Collected<ComplianceAssessment>> {
  const types = await loadDependents(wanted)
  const found = await reading.visit('kms:ListAliases', client => readPlace(client, types, reading))
  const aliases = new Map(found.map(({ place, aliases: each }) => [placeId(place), each]))
  const accounts = new Set(found.map(({ place }) => place.account))
  const order = new Map(types.map(({ id }, at) => [id, at]))
  const resources = found
    .flatMap(({ place, swept }) => swept.flatMap(one => recordsOf(one, place, aliases)))
    .map(one => rated(one, policy, accounts))
    .toSorted((a, b) => compared(sortKeyOf(a, order), sortKeyOf(b, order)))
  const read = found.flatMap(({ place, swept }) => swept.map(one => readType(one, place)))
  return {
    kind: 'compliance',
    policy: policyRecord(policy),
    ...counted(read, resources),
    types: types.map(typeRecord),
    ebs_defaults: found.flatMap(({ ebsDefault }) => ebsDefault ?? []),
    resources,
  }
}

/** Resources come by account, Region, type and ID, whatever list answered first. */
const sortKeyOf = ({ account_id, region, type, id }: EncryptedResourceRecord, order: ReadonlyMap<string, number>) =>
  [account_id, region, String(order.get(type)).padStart(3, '0'), id].join(' ')

const compared = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

interface ReadPlace {
  place: Place
  aliases: PlaceAliases
  swept: readonly SweptType[]
  /** Null: it was not requested. */
  ebsDefault: EbsDefaultRecord | null
}

async function readPlace(
  client: PlaceClient,
  types: readonly NamedDependent[],
  { run }: AssessmentRun,
): Promise<ReadPlace | null> {
  const { place } = client
  const { accounts, gaps, host } = run
  const cannotUseKeys = accounts.some(({ session }) => session.account === place.account && session.cannotUseKeys)
  const judged = types.filter(({ dependent }) => isJudged(dependent.encryption))
  const wantsEbsDefault = types.some(({ id }) => id === 'ebs-volume' || id === 'ebs-default')
  const [aliases, swept, ebsDefault] = await Promise.all([
    listAliases(client),
    sweepTypes({
      client,
      types: judged,
      gaps,
      progress: host.progress,
      cannotUseKeys,
      // No last use is asked, so that no read can change one.
      keysRead: Promise.resolve(),
      wantsAll: true,
    }),
    wantsEbsDefault ? readEbsDefault(client) : null,
  ])
  client.note(aliases.failure, 'kms:ListAliases')
  const isSilent = aliases.failure !== null && aliases.byKey.size === 0 && swept.every(({ gap }) => gap !== null)
  if (isSilent && (ebsDefault === null || ebsDefault.encryption_by_default === null)) return null
  return { place, aliases, swept, ebsDefault }
}

const readType = ({ type, gap }: SweptType, { account, region }: Place): ReadType => ({
  account_id: account,
  region,
  type: type.id,
  status: gap === null ? 'complete' : 'partial',
  message: gap?.message ?? null,
})

function recordsOf(
  { type, resources }: SweptType,
  place: Place,
  aliases: ReadonlyMap<string, PlaceAliases>,
): UnratedResource[] {
  const rule = type.dependent.encryption
  if (!isJudged(rule)) return []
  return resources
    .filter(({ role }) => role === undefined)
    .map(resource => {
      const { id, arn = null, key, bucketKey, tags } = resource
      const kind = keyKindOf(resource, rule, place, aliases)
      const named = { id, arn, region: place.region, account: place.account }
      return {
        type: type.id,
        account_id: place.account,
        region: place.region,
        id,
        arn,
        role: null,
        key: key || null,
        key_arn: kind.key_arn,
        key_kind: kind.key_kind,
        reason: kind.reason,
        bucket_key: bucketKey ?? null,
        ...defined({ tags }),
        commands: rule.command?.(named) ?? '',
      }
    })
}

function typeRecord({ id, dependent }: NamedDependent): EncryptedTypeRecord {
  const { singular, plural, encryption } = dependent
  const judged = isJudged(encryption) ? encryption : null
  return {
    id,
    singular,
    plural,
    resource_type: judged?.resourceType ?? null,
    not_judged: 'notJudged' in encryption ? encryption.notJudged : null,
    fix: judged === null ? null : judged.fix === 'in-place' ? 'in_place' : 'new_resource',
    remedy: judged?.remedy ?? null,
  }
}
