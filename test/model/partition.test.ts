import { partition } from '@aws-sdk/core/client'
import { expect, test } from 'vitest'
import { listedRegions } from '../../src/aws/session/sdk-regions.ts'
import { partitionOf } from '../../src/model/partition.ts'

const ISOLATED = ['us-iso-east-1', 'us-iso-west-1', 'us-isob-east-1', 'eu-isoe-west-1', 'us-isof-south-1']
const UNKNOWN = ['eu-north-9', 'us-gov-central-1', 'cn-south-1', 'us-isob-west-9', 'eusc-de-west-1']

test.each([...listedRegions(), ...ISOLATED, ...UNKNOWN])('partition: that of %s is the one in the SDK', region =>
  expect(partitionOf(region)).toBe(partition(region).name),
)
