import { WireError, type SimulatedCall } from '../../../src/simulation/wire/call.ts'
import type { RawAnswer } from '../../../src/simulation/faults/faults.ts'
import { accessDeniedError, invalidTokenError } from '../../../src/simulation/faults/aws-errors.ts'
import { error, isJson, JSON_TYPE, type MakeEffect } from './make-effects.ts'

const SUFFIX = ':http://internal.amazon.com/coral/com.amazon.coral.service/'
const BECAUSE = 'because no identity-based policy allows the action'

type Shape = (refusal: WireError, service: string) => { headers?: Record<string, string>; body: object }

/** The places where an error code can be, and the forms in which it is written there. */
const SHAPES: readonly Shape[] = [
  ({ name, message }) => ({ headers: { 'x-amzn-errortype': name }, body: { message } }),
  ({ name, message }) => ({ headers: { 'x-amzn-errortype': `${name}${SUFFIX}` }, body: { Message: message } }),
  ({ name }) => ({ headers: { 'x-amzn-errortype': name }, body: {} }),
  ({ name, message }, service) => ({ body: { __type: `com.amazonaws.${service}#${name}`, message } }),
  ({ name, message }) => ({ body: { __type: `com.amazon.coral.service#${name}${SUFFIX}`, Message: message } }),
  ({ name }) => ({ body: { __type: name } }),
  ({ name, message }) => ({ body: { code: name, message } }),
]

/** Denies with a code in one place only, with a prefix or a suffix, and with either status. */
export const oddRefusal: MakeEffect = (call, random) => refusal(call, random.pick(SHAPES), random.pick([400, 403]))

/** Denies without any error code. */
export const refusalWithoutCode: MakeEffect = (call, random) => {
  const member = random.pick(['message', 'Message'])
  return refusal(call, ({ message }) => ({ body: { [member]: message } }), random.pick([400, 403]))
}

function refusal(call: SimulatedCall, shape: Shape, status: number): RawAnswer | null {
  if (!isJson(call.service)) return null
  const { body, headers = {} } = shape(accessDeniedError(call, BECAUSE), call.service)
  return { kind: 'raw', status, contentType: JSON_TYPE, body: JSON.stringify(body), headers }
}

/** Rejects the credentials for one operation, while the others, including STS, accept them. */
export const credentialsRefused: MakeEffect = (call, random) =>
  error(
    random.pick([
      invalidTokenError(call),
      new WireError('OptInRequired', 'The AWS Access Key Id needs a subscription for the service', 403),
    ]),
  )
