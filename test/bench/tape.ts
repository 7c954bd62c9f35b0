import type { Call } from '../../src/simulation/wire/call.ts'

/** A call as it was made, to be made again by a bare loop. */
export interface TapedCall extends Pick<Call, 'service' | 'operation' | 'region' | 'input'> {
  /** Twelve digits: the account that it was signed for. */
  account: string
}

export const taped = ({ service, operation, region, input, account }: Call): TapedCall => ({
  service,
  operation,
  region,
  input,
  account: account.id,
})
