import type { OptionSet } from '../../cli/option-set.ts'
import type { TypedOptions } from '../../cli/settings.ts'
import type { Host } from '../shared/host.ts'
import type { Interruption } from '../shared/interruptible.ts'
import type { Session } from './session.ts'

/** A tool that an assistant can call: one file, and one line in the registry. It reads, and changes nothing in AWS. */
export interface Tool {
  title: string
  /** What it does and when to use it, for the assistant. No text of an account. */
  description: string
  /** Its arguments, as options: `unusedDays` is the argument `unused_days`. */
  takes(session: Session): OptionSet
  /** Names of the options that every call must have. */
  required?: readonly string[]
  /** It reads AWS. The others read reports that are kept. */
  readsAws?: true
  /** What the answer always has, as JSON Schema of its properties. */
  output?: Readonly<Record<string, object>>
  /**
   * Returns the answer as JSON. Its text may come from an account; it is made safe and bounded later. Throws an
   * `AuditError` for a call that cannot be answered.
   */
  run(call: Call): Promise<object>
}

/** One call of a tool. */
export interface Call {
  /** The arguments, as if they were typed. */
  typed: TypedOptions
  /** The process as a run sees it: without stdin and stdout, which belong to the protocol. */
  host: Host
  /** Tells a run that the client has cancelled the call, or has gone. */
  interruption: Interruption
  session: Session
  /** Says to the client that the call waits for its turn. */
  wait(): void
  /** Rows before the requested page. */
  offset: number
  /** Returns the cursor of the page that begins with this row, of a call with the same or with other arguments. */
  cursorAt(offset: number, typed?: TypedOptions): string
}
