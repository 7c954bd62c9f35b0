import type * as records from '../../src/model/history/history-line.ts'
import type * as schema from './history-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type of a run in a history differs from its definition in the schema. */
export const isSameAsHistorySchema: Same<Types, Definitions> = {
  line: true,
  scope: true,
  gap: true,
  findings: true,
  finding: true,
  keyFields: true,
  key: true,
}

interface Types {
  line: records.HistoryLine
  scope: records.HistoryScope
  gap: records.HistoryGap
  findings: records.HistoryFindings
  finding: records.HistoryFinding
  keyFields: records.HistoryKeyFields
  key: records.HistoryKey
}

interface Definitions {
  line: schema.HistoryLine
  scope: schema.Scope
  gap: schema.Gap
  findings: schema.Findings
  finding: schema.Finding
  keyFields: schema.KeyFields
  key: schema.Key
}
