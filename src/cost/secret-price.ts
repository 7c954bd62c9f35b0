import { DOLLAR, type MicroDollars } from '../model/cost.ts'

/**
 * Returns the list price of a secret, in micro-dollars a month. A part of a month costs its part of the price. A replica
 * costs as much as its primary secret; a secret that is scheduled for deletion costs nothing. Null: not known. Some
 * services that own secrets include them in their own prices. https://aws.amazon.com/secrets-manager/pricing/
 */
export function secretPrice(secret: PricedSecret): MicroDollars | null {
  if (secret.partition !== 'aws') return null
  if (secret.isDeleted) return 0
  return secret.isOwnedByService ? null : SECRET
}

interface PricedSecret {
  partition: string
  isDeleted: boolean
  isOwnedByService: boolean
}

const SECRET: MicroDollars = 0.4 * DOLLAR
