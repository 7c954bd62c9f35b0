import type { Wire } from './aws/wire.ts'
import { readCommandLine } from './cli.ts'
import type { Command } from './commands/command.ts'
import { commands } from './commands/index.ts'
import type { ExitCode } from './lib/exit.ts'
import { AuditError, EXIT } from './lib/exit.ts'
import type { Io } from './lib/io.ts'
import { load } from './lib/registry.ts'
import { stderrText } from './lib/text.ts'
import type { Instant } from './model/time.ts'

/** The whole program as a function: arguments and the outside world in, exit code out. */
export async function main(
  argv: readonly string[],
  io: Io,
  now: () => Instant = Date.now,
  wire: Wire | null = null,
): Promise<ExitCode> {
  try {
    const parsed = await readCommandLine(argv, io.env, io.stdout.columns)
    if ('show' in parsed) {
      await io.stdout.write(parsed.show)
      return EXIT.ok
    }
    const command = await load<Command>(commands, parsed.command)
    return await command.run(parsed.options, { io, now, wire })
  } catch (error) {
    await io.stderr.write(`kms-audit: ${stderrText(wordsFor(error))}\n`)
    return error instanceof AuditError ? error.exit : EXIT.failed
  }
}

/** Expected errors explain themselves in a line; a bug shows where it is. */
function wordsFor(error: unknown): string {
  if (!(error instanceof AuditError))
    return `Internal error. This is a bug in kms-audit: ${error instanceof Error ? error.stack : String(error)}`
  return `${error.message}${error.hint === undefined ? '' : ` ${error.hint}`}`.replaceAll(/\s*\n\s*/g, ' ')
}
