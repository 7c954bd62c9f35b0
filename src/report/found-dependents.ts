import type {
  DataOfRecord,
  DependentRecord,
  DependentsGapRecord,
  DependentTypeRecord,
  ForeignKeyRecord,
} from '../model/dependents.ts'

/** What a run found about the resources that reference keys. */
export interface FoundDependents {
  /** By the ARN of the key, for every key of the report. */
  byKey: ReadonlyMap<string, KeyDependents>
  foreign: ForeignKeyRecord[]
  types: DependentTypeRecord[]
  /** `lists`, or the aggregator of AWS Config. */
  from: string
}

export interface KeyDependents {
  dependents: DependentRecord[]
  gaps: DependentsGapRecord[]
  /** Left out: no archive was asked. */
  dataOf?: DataOfRecord[]
}
