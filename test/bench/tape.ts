import type { SimulatedCall } from '../../src/simulation/wire/call.ts'

/** A call as it was made, to be made again by a bare loop. */
export interface TapedCall extends Pick<SimulatedCall, 'service' | 'operation' | 'region' | 'input'> {
  /** Twelve digits: the account that it was signed for. */
  account: string
}

export const taped = ({ service, operation, region, input, account }: SimulatedCall): TapedCall => ({
  service,
  operation,
  region,
  input,
  account: account.id,
})
