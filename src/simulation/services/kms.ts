import { callsBetween, newestUpTo, isSuccessfulUse, callTime } from '../world/calls-of-use.ts'
import {
  page,
  pageSize,
  seconds,
  textOrUndefined,
  WireError,
  type SimulatedCall,
  type SimulatedService,
} from '../wire/call.ts'
import { eventId } from '../world/event-id.ts'
import { keyMetadata } from './key-metadata.ts'
import { getKeyPolicy, getKeyRotationStatus, listGrants, listKeyRotations, listResourceTags } from './kms-details.ts'
import { cancelKeyDeletion, disableKey, enableKey, keyOfCiphertext, scheduleKeyDeletion, useKey } from './kms-writes.ts'
import { tryKey } from './kms-dry-run.ts'
import { accessDeniedError } from '../faults/aws-errors.ts'
import type { EventSeries } from '../world/region-index.ts'
import { DEFAULT_DELAYS } from '../world/world.ts'
import { simKey, type SimKey } from '../world/sim-key.ts'
import { TRACKING_START } from '../world/limits.ts'

/** https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html */
export const kms: SimulatedService = {
  name: 'kms',
  protocol: 'json-1.1',
  throttle: {
    name: 'ThrottlingException',
    message: 'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
    status: 400,
  },
  operations: {
    ListKeys: listKeys,
    DescribeKey: describeKey,
    ListAliases: listAliases,
    GetKeyLastUsage: getKeyLastUsage,
    GetKeyPolicy: call => getKeyPolicy(call, keyById(call)),
    GetKeyRotationStatus: call => getKeyRotationStatus(call, keyById(call)),
    ListKeyRotations: call => listKeyRotations(call, keyById(call)),
    ListGrants: call => listGrants(call, keyById(call)),
    ListResourceTags: call => listResourceTags(call, keyById(call)),
    DisableKey: call => disableKey(call, keyById(call)),
    EnableKey: call => enableKey(call, keyById(call)),
    ScheduleKeyDeletion: call => scheduleKeyDeletion(call, keyById(call)),
    CancelKeyDeletion: call => cancelKeyDeletion(call, keyById(call)),
    Encrypt: call => useOrTry(call, keyById(call)),
    GenerateDataKey: call => useOrTry(call, keyById(call)),
    Decrypt: call => useOrTry(call, keyById(call, keyOfCiphertext(call))),
  },
}

const useOrTry = (call: SimulatedCall, key: SimKey): unknown =>
  call.input['DryRun'] === true ? tryKey(call, key) : useKey(call, key)

/** Returns customer managed and AWS managed keys together. Only DescribeKey shows which is which. */
function listKeys({ index, input }: SimulatedCall): unknown {
  const { items, next } = page(index.keys, 'keys', input['Marker'], pageSize(input['Limit'], 100, 1000), INVALID_MARKER)
  return {
    Keys: items.map(key => ({ KeyId: key.id, KeyArn: index.arn(key) })),
    Truncated: next !== undefined,
    ...(next !== undefined && { NextMarker: next }),
  }
}

/** Describes a key by its ID, ARN or alias. A predefined alias without a key creates that key. */
function describeKey(call: SimulatedCall): unknown {
  const alias = /(?:^|:)(alias\/.+)$/.exec(textOrUndefined(call.input['KeyId']) ?? '')?.[1]
  const key = alias === undefined ? keyById(call) : keyByAlias(call, alias)
  return { KeyMetadata: keyMetadata(key, call.account, call.region, call.now) }
}

function keyByAlias(call: SimulatedCall, alias: string): SimKey {
  const { index } = call
  const known = index.keyOfAlias(alias)
  if (known !== undefined) return known
  const predefined = index.predefinedAliases.indexOf(alias)
  if (predefined < 0) throw notFound(`Alias ${index.arn({ id: '' }).replace(/key\/$/, alias)} is not found.`)
  index.predefinedAliases.splice(predefined, 1)
  const id = eventId({ key: index.keys.length, use: 0, call: 0, noise: true })
  const made = simKey({ id, manager: 'AWS', createdAt: call.now, aliases: [alias] })
  index.add(made)
  call.noteCreatedKey(alias)
  return made
}

/** Returns the aliases. A predefined alias without a key has no TargetKeyId. */
function listAliases({ index, input, account, region }: SimulatedCall): unknown {
  const wanted = textOrUndefined(input['KeyId'])?.replace(/^arn:.*:key\//, '')
  const named = index.keys.flatMap(key =>
    wanted === undefined || wanted === key.id
      ? key.aliases.map(name => ({ name, target: key.id, at: key.createdAt as number | undefined }))
      : [],
  )
  const empty = wanted === undefined ? index.predefinedAliases : []
  const all = [...named, ...empty.map(name => ({ name, target: undefined, at: undefined }))]
  const { items, next } = page(all, 'aliases', input['Marker'], pageSize(input['Limit'], 50, 100), INVALID_MARKER)
  return {
    Aliases: items.map(({ name, target, at }) => ({
      AliasName: name,
      AliasArn: `arn:${account.partition}:kms:${region}:${account.id}:${name}`,
      ...(target !== undefined && { TargetKeyId: target }),
      ...(at !== undefined && { CreationDate: seconds(at), LastUpdatedDate: seconds(at) }),
    })),
    Truncated: next !== undefined,
    ...(next !== undefined && { NextMarker: next }),
  }
}

/**
 * Returns the last successful use since tracking began. `KeyLastUsage` is empty for a key that was not used since then.
 * https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-keys-determining-usage.html
 */
function getKeyLastUsage(call: SimulatedCall): unknown {
  const key = keyById(call)
  const { index, world, now } = call
  const since = Math.max(world.trackingStart ?? TRACKING_START, key.createdAt)
  const until = now - (world.delays?.lastUsage ?? DEFAULT_DELAYS.lastUsage)
  const last = index
    .seriesOfKey(index.keyNumber(key.id) ?? -1)
    .filter(({ use, noise }) => !noise && isSuccessfulUse(use) && callsBetween(use, since, until + 1) > 0)
    .map(series => ({ series, call: newestUpTo(series.use, until) }))
    .toSorted((a, b) => callTime(b.series.use, b.call) - callTime(a.series.use, a.call))[0]
  return {
    KeyId: index.arn(key),
    KeyCreationDate: seconds(key.createdAt),
    TrackingStartDate: seconds(since),
    KeyLastUsage: last === undefined ? {} : lastUsage(last.series, last.call),
  }
}

const lastUsage = ({ use, key, index }: EventSeries, call: number) => ({
  Operation: use.operation,
  Timestamp: seconds(callTime(use, call)),
  CloudTrailEventId: eventId({ key, use: index, call, noise: false }),
  KmsRequestId: eventId({ key, use: index, call, noise: true }),
})

/** Finds a key by its ID or ARN, as all operations except DescribeKey do. */
function keyById(call: SimulatedCall, fallback = ''): SimKey {
  const { input, index, account, region, operation } = call
  const named = textOrUndefined(input['KeyId']) ?? fallback
  if (named === '') throw new WireError('ValidationException', "1 validation error detected: Value at 'keyId' is null")
  const id = named.replace(/^arn:.*:key\//, '')
  const arn = index.arn({ id })
  if (named.startsWith('arn:') && named !== arn) {
    if (!named.includes(':key/')) throw new WireError('InvalidArnException', `Invalid arn ${region}`)
    if (named.split(':')[3] !== region) throw new WireError('InvalidArnException', `Invalid arn ${region}`)
    // Whether or not another account has such a key, its policy does not allow the call.
    if (named.split(':')[4] !== account.id)
      throw new WireError(
        'AccessDeniedException',
        `User: ${call.signer.arn} is not authorized to perform: kms:${operation} on resource: ${named} because no resource-based policy allows the kms:${operation} action`,
      )
  }
  index.deleteIfDue(id, call.now)
  const key = index.keys[index.keyNumber(id) ?? -1]
  if (key === undefined && !/^(mrk-)?[0-9a-f-]{32,36}$/.test(id)) throw notFound(`Invalid keyId '${id}'`)
  if (key === undefined || key.vanished === true) throw notFound(`Key '${arn}' does not exist`)
  if (key.lockedAway === true)
    throw accessDeniedError(call, `because no resource-based policy allows the kms:${operation} action`)
  return key
}

const notFound = (message: string): WireError => new WireError('NotFoundException', message)
const INVALID_MARKER = new WireError('InvalidMarkerException', 'The marker is not valid.')
