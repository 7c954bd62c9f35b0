import type { NoAccess, PlaceClient } from '../aws/session/place-client.ts'
import type { Operation } from '../model/operations.ts'
import type { Severity } from '../model/finding.ts'
import type { Report } from '../model/report.ts'

/** A place outside that takes findings. Nothing leaves before its plan has been agreed to. */
export interface Sink {
  /** One line for the guide: what it sends, and where. */
  title: string
  /** IAM actions that it calls. */
  permissions: readonly Operation[]
  /** Finds out what there is to send. Changes nothing. */
  plan(delivery: Delivery): Promise<Plan>
}

export interface Delivery {
  /** With findings. */
  report: Report
  /** Problems of this severity and worse are sent. Null: all. */
  least: Severity | null
  /** What belongs to other Regions stays as it is, here and there. Null: all. */
  regions: readonly string[] | null
  /** The way into an account's Region. */
  access(account: string, region: string): PlaceClient | NoAccess
  /** How far it is, for who wants to show it: `Security Hub: asked in 2 of 17 places`. */
  tell(far: string): void
}

export interface Plan {
  /** What would be sent and where, in a line; null: there is nothing to send. */
  summary: string | null
  /** What people are asked: `Send 39 findings to Security Hub in 2 places?` */
  question: string
  /** What people should know. */
  notes: readonly string[]
  /** What keeps some of it from being sent, with the next step. */
  troubles: readonly string[]
  /** What would be sent, a call a line, each one JSON. */
  calls(): Iterable<string>
  /** Sends it. Tells each thing that went wrong as soon as it does. */
  send(complain: (line: string) => void): Promise<Sent>
}

export interface Sent {
  /** What was done where, for stdout. */
  lines: readonly string[]
  /** What was taken, and what was not. */
  taken: number
  lost: number
}
