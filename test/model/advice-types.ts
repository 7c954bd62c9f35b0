import type * as records from '../../src/model/advice.ts'
import type { NotGivenRecord } from '../../src/model/advice-remedy.ts'
import type * as schema from './advice-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type of `kms-audit advise` differs from its definition in the schema. */
export const isSameAsAdviceSchema: Same<Types, Definitions> = {
  document: true,
  totals: true,
  bill: true,
  requestLine: true,
  unusedKey: true,
  advice: true,
  resource: true,
  claim: true,
  cohort: true,
  actualCosts: true,
  actualAccount: true,
  actualLine: true,
  notGiven: true,
}

interface Types {
  document: records.AdviceReport
  totals: records.AdviceTotals
  bill: records.AccountBillRecord
  requestLine: records.RequestLineRecord
  unusedKey: records.UnusedKeyRecord
  advice: records.AdviceRecord
  resource: records.AdviceResourceRecord
  claim: records.ClaimRecord
  cohort: records.CohortRecord
  actualCosts: records.ActualCostsRecord
  actualAccount: records.ActualAccountRecord
  actualLine: records.ActualLineRecord
  notGiven: NotGivenRecord
}

interface Definitions {
  document: schema.AdviceReport
  totals: schema.Totals
  bill: schema.Bill
  requestLine: schema.RequestLine
  unusedKey: schema.UnusedKey
  advice: schema.Advice
  resource: schema.Resource
  claim: schema.Claim
  cohort: schema.Cohort
  actualCosts: schema.ActualCosts
  actualAccount: schema.ActualAccount
  actualLine: schema.ActualLine
  notGiven: schema.NotGiven
}
