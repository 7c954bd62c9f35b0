import type { SimulatedCall, WireError } from '../../../src/simulation/wire/call.ts'
import type { FaultEffect } from '../../../src/simulation/faults/faults.ts'
import { accessDeniedError } from '../../../src/simulation/faults/aws-errors.ts'
import type { RandomChoices } from '../random-choices.ts'

/** Returns the effect of a fault on a call. Null: not possible for this call. */
export type MakeEffect = (call: SimulatedCall, random: RandomChoices) => FaultEffect | null

export const JSON_TYPE = 'application/x-amz-json-1.1'
export const isJson = (service: string): boolean => ['kms', 'cloudtrail', 'cloudwatch', 'account'].includes(service)

export const error = (wireError: WireError): FaultEffect => ({ kind: 'error', error: () => wireError })
export const denied = (call: SimulatedCall, because: string): FaultEffect => error(accessDeniedError(call, because))
export const raw = (status: number, contentType: string, body: string): FaultEffect => ({
  kind: 'raw',
  status,
  contentType,
  body,
})
export const change = (how: (body: string) => string): FaultEffect => ({ kind: 'change', change: how })

/** Replaces a value in a JSON answer wherever its field occurs. `undefined` removes the field. */
export const changeField = (field: string, value: (was: unknown) => unknown): FaultEffect =>
  change(body => JSON.stringify(JSON.parse(body, (name, was: unknown) => (name === field ? value(was) : was))))

/** Returns a JSON answer without a field. */
export const without = (body: string, field: string): string =>
  JSON.stringify(JSON.parse(body, (name, was: unknown) => (name === field ? undefined : was)))
