import type { SimulatedCall, WireError } from '../../../src/simulation/wire/call.ts'
import type { FaultEffect } from '../../../src/simulation/faults/faults.ts'
import { accessDeniedError } from '../../../src/simulation/faults/aws-errors.ts'
import type { RandomChoices } from '../random-choices.ts'

/** One thing that can go wrong with a call. Null: not with this one. */
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

/** A JSON answer with a value replaced wherever its field stands; `undefined` leaves the field out. */
export const changeField = (field: string, value: (was: unknown) => unknown): FaultEffect =>
  change(body => JSON.stringify(JSON.parse(body, (name, was: unknown) => (name === field ? value(was) : was))))

/** The text of a JSON answer without a field. */
export const without = (body: string, field: string): string =>
  JSON.stringify(JSON.parse(body, (name, was: unknown) => (name === field ? undefined : was)))
