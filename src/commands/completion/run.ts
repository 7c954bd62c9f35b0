import { listedRegions } from '../../aws/session/sdk-regions.ts'
import { bashScript } from '../../cli/completion/bash.ts'
import { fishScript } from '../../cli/completion/fish.ts'
import { shellWordsOf } from '../../cli/completion/shell-words.ts'
import { zshScript } from '../../cli/completion/zsh.ts'
import { EXIT, type ExitCode } from '../../lib/process/exit.ts'
import type { Shell } from '../../cli/completion/shells.ts'
import type { Host } from '../shared/host.ts'

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const satisfies Record<Shell, unknown>

/** Prints the script of this shell. */
export async function runCompletion(shell: Shell, { io, commands }: Host): Promise<ExitCode> {
  await io.stdout.write(SCRIPTS[shell](shellWordsOf(commands, listedRegions())))
  return EXIT.ok
}
