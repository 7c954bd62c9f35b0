import type { SimulatedCall } from '../../src/simulation/wire/call.ts'

/** A recorded call, which a bare loop repeats. */
export interface RecordedCall extends Pick<SimulatedCall, 'service' | 'operation' | 'region' | 'input'> {
  /** The account that signed the call. */
  account: string
}

export const recordCall = ({ service, operation, region, input, account }: SimulatedCall): RecordedCall => ({
  service,
  operation,
  region,
  input,
  account: account.id,
})
