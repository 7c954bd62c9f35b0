import type { Operation } from './operations.ts'

/** About what one part of an audit, such as a source of evidence, takes in a place. */
export interface PlannedCalls {
  calls: Readonly<Partial<Record<Operation, number>>>
  /** Calls of the whole place that other parts make use of too: they are made once. */
  shared?: Readonly<Partial<Record<Operation, number>>>
  /** What AWS bills for them, in US dollars, and what for: `CloudWatch metrics`. */
  cost?: { what: string; dollars: number }
  /** A sentence about what may make it more. */
  note?: string
}
