import type { Example, Input, Mode } from '../../cli/command.ts'
import type { OptionSet } from '../../cli/option-set.ts'
import type { ExitCode } from '../../lib/process/exit.ts'
import type { Host } from '../shared/host.ts'

/** What `kms-audit retire` does after its first word. Its help loads all actions, so each imports its work when it runs. */
export interface RetireAction<Request = unknown> {
  /** Every option that has an effect. All others are refused. */
  options: OptionSet
  /** The directory of a plan is its operand. */
  takesDirectory?: true
  /** The next step when an option has no effect, by its name. */
  hints?: Readonly<Record<string, string>>
  /** Options that change what the others can do. */
  modes?: readonly Mode[]
  examples: readonly Example[]
  /**
   * Returns the request of a run. Throws an `AuditError` for the first word or variable that is wrong.
   *
   * @param line with the operands that follow the action
   */
  read(line: ActionLine): Request
  run(request: Request, host: Host): Promise<ExitCode>
}

export interface ActionLine extends Input {
  /** The mode that an option sets. Null: none. */
  mode: Mode | null
  /** Whether the environment variable of an option counts. */
  reads(name: string): boolean
}
