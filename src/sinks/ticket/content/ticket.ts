import type { Severity } from '../../../model/finding.ts'

/** A part of the text of a ticket: a paragraph, or a list. All texts are one line. */
export type Part = { kind: 'paragraph'; text: string } | { kind: 'list'; items: readonly string[] }

/** What a ticket should say, whatever the system that keeps it. */
export interface Ticket {
  /** Names the subject in every run, and is safe in a label, a query and a header: `kms-audit-0a1b2c3d4e5f6071`. */
  id: string
  /** Changes when the problems change, but not with the time of the report. 16 hexadecimal digits. */
  state: string
  title: string
  parts: readonly Part[]
  severity: Severity
  category: 'cost' | 'security'
  account: string
  /** The Regions of its problems. */
  regions: readonly string[]
}

/** An open ticket as the system knows it. */
export interface OpenTicket {
  /** The ID within the system. */
  key: string
  /** What people call it: `KMS-12`. */
  name: string
  /** What the ticket says now. Null: kms-audit did not write it, as in a copy. */
  written: Written | null
}

/** What kms-audit stores with a ticket. */
export interface Written {
  /** `Ticket.state`, or `resolved`. */
  state: string
  /** Regions of the problems that it names. Null: too many to store. */
  regions: readonly string[] | null
}

/** The state of a ticket whose problems are gone. */
export const RESOLVED = 'resolved'
