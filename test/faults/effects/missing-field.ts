import type { SimulatedCall } from '../../../src/simulation/wire/call.ts'
import type { FaultEffect } from '../../../src/simulation/faults/faults.ts'
import type { RandomChoices } from '../random-choices.ts'
import { change, isJson, without } from './make-effects.ts'

/**
 * Fields that an answer of AWS always has. Those that it may lack (a key without a description, a last page without a
 * token) are left alone: nobody can tell that they were lost.
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

/** An answer without one of its fields. */
export function withoutField({ operation, service }: SimulatedCall, random: RandomChoices): FaultEffect | null {
  if (operation === 'GetCallerIdentity') return change(body => body.replace(/<Account>.*<\/Account>/, ''))
  const fields = FIELDS[operation]
  if (fields === undefined || !isJson(service)) return null
  const field = random.pick(fields)
  // The old name of the same thing goes with it.
  return field === 'KeySpec'
    ? change(body => without(without(body, field), 'CustomerMasterKeySpec'))
    : change(body => without(body, field))
}
