import type { NoAccess, PlaceClient } from '../aws/session/place-client.ts'
import type { Example } from '../cli/command.ts'
import type { OptionSet } from '../cli/option-set.ts'
import type { SettingsOf } from '../cli/settings.ts'
import type { HttpSender } from '../lib/network/http/request.ts'
import type { Severity } from '../model/finding.ts'
import type { ReportDiff } from '../model/history/report-diff.ts'
import type { Operation } from '../model/operations/operations.ts'
import type { Report } from '../model/report/report.ts'

/**
 * A destination of `kms-audit publish`. It declares what it takes and needs; the help, the refusal of other options, the
 * guide and the table of permissions derive from it. `--help` loads all sinks, so a sink imports its work only when
 * `plan` is called.
 */
export type Sink<Options extends OptionSet = OptionSet> =
  AwsSink<Options> | CallerSink<Options> | NetworkSink<Options> | OfflineSink<Options>

interface Declaration<Options extends OptionSet> {
  /** The word on the command line: `security-hub`. */
  id: string
  /** The name in sentences: `AWS Security Hub`. */
  name: string
  /** One line for the guide: what it sends, and where. */
  title: string
  /**
   * What is sent. For `findings`, all checks run unless some are named, and a saved report must have findings. For
   * `report`, checks run only if they are named, and `--from` with `-r` narrows the report.
   */
  takes: 'findings' | 'report'
  /** Its own options, besides those of `publish`. They are refused for other sinks. */
  options: Options
  /** The AWS operations that it calls. */
  operations: readonly Operation[]
  examples: readonly Example[]
  /**
   * Throws an `AuditError` (wrong usage) before anything is audited: for an option that is missing, a file that cannot be
   * used, a URL that is not valid. Left out: nothing can be wrong.
   */
  check?(settings: SettingsOf<Options>): void | Promise<void>
}

/** A sink that sends to the audited AWS accounts. The program enters them before `plan`. */
interface AwsSink<Options extends OptionSet> extends Declaration<Options> {
  needs: 'aws-sessions'
  plan(delivery: AwsDelivery<Options>): Promise<Plan>
}

/** A sink that sends to the account of the caller: that of the first profile, before any role is assumed. */
interface CallerSink<Options extends OptionSet> extends Declaration<Options> {
  needs: 'caller-session'
  /** The Region to call. Null: the Region that the environment or the profile names, or the first of the report. */
  region(settings: SettingsOf<Options>): string | null
  plan(delivery: CallerDelivery<Options>): Promise<Plan>
}

/** A sink that sends to a server that is not AWS. With `--from`, it needs no credentials. */
interface NetworkSink<Options extends OptionSet> extends Declaration<Options> {
  needs: 'network'
  plan(delivery: NetworkDelivery<Options>): Promise<Plan>
}

/** A sink that makes no calls. With `--from`, it needs no credentials. */
interface OfflineSink<Options extends OptionSet> extends Declaration<Options> {
  needs: 'nothing'
  plan(delivery: Delivery<Options>): Promise<Plan>
}

/** What `plan` works with. It finds out what there is to send, and changes nothing. */
export interface Delivery<Options extends OptionSet = OptionSet> {
  report: Report
  /** How the report differs from the one that `--baseline` names. Null: none is named, or it is not of an audit. */
  changes: ReportDiff | null
  /** The values of the sink's own options. */
  settings: SettingsOf<Options>
  /** Findings of a lower severity are not sent. Null: all are. */
  minSeverity: Severity | null
  /** Findings of other Regions are neither sent nor changed at the destination. Null: all are. */
  regions: readonly string[] | null
  /** Aborted when the user interrupts the run. */
  signal: AbortSignal
  /** Returns the report in a format of `--output`, as a file would have it. */
  render(format: 'json' | 'html'): Promise<Iterable<string>>
  /** Replaces the line of progress: `Security Hub: read 2 of 17 Regions`. */
  showProgress(text: string): void
}

export interface AwsDelivery<Options extends OptionSet = OptionSet> extends Delivery<Options> {
  /** Returns the client for an account's Region, or why there is none. */
  clientFor(account: string, region: string): PlaceClient | NoAccess
}

export interface CallerDelivery<Options extends OptionSet = OptionSet> extends Delivery<Options> {
  /** Calls the Region in the caller's account, or says why that is not possible. */
  client: PlaceClient | NoAccess
}

export interface NetworkDelivery<Options extends OptionSet = OptionSet> extends Delivery<Options> {
  http: HttpSender
}

/** What would be sent. Nothing is sent before the user has agreed to it. */
export interface Plan {
  /** One line: what would be sent, and where. Null: there is nothing to send. */
  summary: string | null
  /** The question on the terminal: `Send 39 findings to Security Hub in 2 Regions of 1 account?` */
  question: string
  /** What people should know, one line each. */
  notes: readonly string[]
  /** Why something cannot be sent, with the next step, one line each. */
  errors: readonly string[]
  /** The calls that would be made, for `--dry-run`: each is one line of JSON. */
  calls(): Iterable<string>
  /**
   * Sends everything.
   *
   * @param onError called with one line for each error, as soon as it happens
   */
  send(onError: (line: string) => void): Promise<Sent>
}

/** The result of sending. */
export interface Sent {
  /** What was done where, for stdout. */
  lines: readonly string[]
  /** Number of things that the destination accepted, and of those that it did not. */
  accepted: number
  failed: number
}

/** Returns the sinks of a registry by id. */
export const sinksIn = (registry: Readonly<Record<string, Sink>>): ReadonlyMap<string, Sink> =>
  new Map(Object.values(registry).map(sink => [sink.id, sink]))
