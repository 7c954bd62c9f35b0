import type { Wire } from './aws/session/wire.ts'
import type { CommandLine } from './cli/command-line.ts'
import { commandsIn } from './cli/command.ts'
import * as registry from './commands/index.ts'
import { helpOrVersion } from './cli/help-or-version.ts'
import type { ExitCode } from './lib/process/exit.ts'
import { AuditError, EXIT } from './lib/process/exit.ts'
import { processHeap } from './lib/process/heap.ts'
import type { Io } from './lib/process/io.ts'
import { stderrText } from './lib/text/safe-text.ts'
import type { Instant } from './model/time.ts'

const commands = commandsIn(registry)

/** Runs the program: takes the arguments and the outside world, and returns the exit code. */
export async function main(
  argv: readonly string[],
  io: Io,
  now: () => Instant = Date.now,
  wire: Wire | null = null,
): Promise<ExitCode> {
  try {
    const parsed = await readCommandLine(argv, io)
    if ('show' in parsed) {
      await io.stdout.write(parsed.show)
      return EXIT.ok
    }
    return await parsed.command.run(parsed.request, { io, now, wire, commands, heap: processHeap })
  } catch (error) {
    await io.stderr.write(`kms-audit: ${stderrText(errorText(error))}\n`)
    return error instanceof AuditError ? error.exit : EXIT.failed
  }
}

async function readCommandLine(argv: readonly string[], io: Io): Promise<CommandLine> {
  const text = helpOrVersion(commands, argv, io.stdout.columns)
  if (text !== null) return { show: text }
  const { readRequest } = await import('./cli/read-request.ts')
  return readRequest(commands, argv, { env: io.env, directory: io.directory(), columns: io.stdout.columns })
}

/** The text of an error: one line for an expected error, the stack for a bug. */
function errorText(error: unknown): string {
  if (!(error instanceof AuditError))
    return `Internal error. This is a bug in kms-audit: ${error instanceof Error ? error.stack : String(error)}`
  return `${error.message}${error.hint === undefined ? '' : ` ${error.hint}`}`.replaceAll(/\s*\n\s*/g, ' ')
}
