import type { SimulatedCall } from '../../../src/simulation/wire/call.ts'
import type { FaultEffect } from '../../../src/simulation/faults/faults.ts'
import type { RandomChoices } from '../random-choices.ts'
import { change, isJson, without } from './make-effects.ts'

/**
 * Fields that an answer of AWS always has. Optional fields, such as the description of a key or the token of a page,
 * are not removed, because their loss cannot be noticed.
 */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  ListRegions: ['Regions', 'RegionName'],
  ListKeys: ['Keys', 'KeyId', 'KeyArn', 'Truncated'],
  DescribeKey: [
    'KeyMetadata',
    'KeyState',
    'KeyManager',
    'KeySpec',
    'KeyUsage',
    'CreationDate',
    'MultiRegionConfiguration',
    'ReplicaKeys',
    'Enabled',
  ],
  ListAliases: ['Aliases', 'AliasName', 'Truncated'],
  GetKeyLastUsage: [
    'KeyLastUsage',
    'TrackingStartDate',
    'Timestamp',
    'KeyCreationDate',
    'Operation',
    'CloudTrailEventId',
  ],
  LookupEvents: ['Events', 'EventTime', 'EventName', 'CloudTrailEvent', 'Resources', 'EventId'],
  ListMetrics: ['Metrics', 'Dimensions'],
  GetMetricData: ['MetricDataResults', 'Timestamps', 'Values', 'StatusCode', 'Id'],
}

/** Removes a field from an answer. */
export function withoutField({ operation, service }: SimulatedCall, random: RandomChoices): FaultEffect | null {
  if (operation === 'GetCallerIdentity') return change(body => body.replace(/<Account>.*<\/Account>/, ''))
  const fields = FIELDS[operation]
  if (fields === undefined || !isJson(service)) return null
  const field = random.pick(fields)
  // The old name of the field is removed too.
  return field === 'KeySpec'
    ? change(body => without(without(body, field), 'CustomerMasterKeySpec'))
    : change(body => without(body, field))
}
