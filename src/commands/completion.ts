import type { Command } from '../cli/command.ts'
import { type Shell, SHELLS } from '../cli/completion/shells.ts'
import { messageOptions } from '../cli/groups/output.ts'
import { pick } from '../cli/option-set.ts'
import type { Host } from './shared/host.ts'

export const completion: Command<Shell, Host> = {
  summary: 'Print the completion script of a shell',
  description:
    'Print a script with which the shell completes commands, options and their values when you press Tab. It reads the ' +
    'names of profiles from the shared files of the AWS CLI, and starts no other program. Makes no AWS calls.',
  operands: [
    { name: 'shell', required: true, noun: 'shell', values: SHELLS, hint: 'Use bash, zsh or fish.', isOneOf: true },
  ],
  options: pick(messageOptions, 'help', 'version'),
  refusal: { words: 'kms-audit completion', hint: 'It prints a script for bash, zsh or fish.' },
  examples: [
    { what: 'bash: add this line to ~/.bashrc', command: 'source <(kms-audit completion bash)' },
    { what: 'zsh: add this line to ~/.zshrc, after compinit', command: 'source <(kms-audit completion zsh)' },
    {
      what: 'fish: add this line to ~/.config/fish/config.fish',
      command: 'kms-audit completion fish | source',
    },
  ],
  exitCodes: false,
  // The operand has been checked.
  read: ({ operands: [shell] }) => shell as Shell,
  async run(shell, host) {
    const { runCompletion } = await import('./completion/run.ts')
    return runCompletion(shell, host)
  },
}
