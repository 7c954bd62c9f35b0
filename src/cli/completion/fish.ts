import { profileCommands } from './profiles.ts'
import { type ShellCommand, type ShellOption, type ShellWords, wordsIn } from './shell-words.ts'

/** Returns the script for fish. */
export function fishScript(words: ShellWords): string {
  const names = words.commands.map(
    ({ name, summary }) => `complete -c kms-audit -n __kms_audit_needs_command -a ${name} -d ${fishWord(summary)}`,
  )
  const parts = [
    '# fish completion for kms-audit. To load it: kms-audit completion fish | source',
    helpers(words),
    ['complete -c kms-audit -f', ...names].join('\n'),
    ...words.commands.map(command => commandLines(command, words.regions).join('\n')),
  ]
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

const helpers = ({
  commands,
  valued,
}: ShellWords): string => `# The words before the cursor that are neither options nor their values.
function __kms_audit_operands
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case ${valued.join(' ')}
                set skip 1
            case '-*'
            case '*'
                echo -- $word
        end
    end
end

function __kms_audit_needs_command
    test (count (__kms_audit_operands)) = 0
end

# Whether one of these commands runs, with so many operands if the first argument is a number.
function __kms_audit_runs
    set -l words (__kms_audit_operands)
    set -l command ${commands[0]?.name}
    if contains -- "$words[1]" ${commands.map(({ name }) => name).join(' ')}
        set command $words[1]
        set -e words[1]
    end
    if string match -qr '^[0-9]+$' -- $argv[1]
        test (count $words) = $argv[1]; or return 1
    end
    contains -- $command $argv
end

# The items of a list that are not in it yet.
function __kms_audit_list
    set -l typed (string replace -r -- '^--[a-z-]+=' '' (commandline -ct))
    set -l before (string match -r -- '^.*,' $typed)
    set -l given (string split -- , $before)
    for word in $argv
        contains -- $word $given; or echo -- "$before$word"
    end
end

# FORMAT or FORMAT=FILE
function __kms_audit_outputs
    set -l typed (string replace -r -- '^--[a-z-]+=' '' (commandline -ct))
    set -l before (string match -r -- '^[a-z-]+=' $typed)
    if test -n "$before"
        for path in (__fish_complete_path (string replace -- $before '' $typed))
            echo -- "$before$path"
        end
    else
        printf '%s\\n' $argv
    end
end

function __kms_audit_profiles
    set -l config $AWS_CONFIG_FILE $HOME/.aws/config
    set -l credentials $AWS_SHARED_CREDENTIALS_FILE $HOME/.aws/credentials
    begin
${profileCommands('$config[1]', '$credentials[1]')
  .map(line => `        ${line.replaceAll("\\1/p'", "\\\\1/p'")}`)
  .join('\n')}
    end | sort -u
end`

function commandLines({ name, options, operand, second }: ShellCommand, regions: readonly string[]): string[] {
  const operands = (values: readonly string[], at: number): string[] =>
    values.length === 0
      ? []
      : [`complete -c kms-audit -n '__kms_audit_runs ${at} ${name}' -a ${fishWord(values.join(' '))}`]
  return [
    ...(operand === 'files' ? [`complete -c kms-audit -n '__kms_audit_runs ${name}' -F`] : operands(operand, 0)),
    ...operands(second, 1),
    ...options.map(option => optionLine(name, option, regions)),
  ]
}

function optionLine(command: string, { flags, help, values }: ShellOption, regions: readonly string[]): string {
  const names = flags.map(flag => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
  const head = `complete -c kms-audit -n '__kms_audit_runs ${command}' ${names.join(' ')}`
  return `${head}${values === null ? '' : ` ${valueWords(values, regions)}`} -d ${fishWord(help)}`
}

function valueWords(values: NonNullable<ShellOption['values']>, regions: readonly string[]): string {
  if (values.of === 'files') return '-r -F'
  if (values.of === 'profiles') return "-x -a '(__kms_audit_list (__kms_audit_profiles))'"
  const words = wordsIn(values, regions).join(' ')
  if (words === '') return '-x'
  if (values.suffix === 'file') return `-x -a '(__kms_audit_outputs ${words})'`
  return values.isList === true ? `-x -a '(__kms_audit_list ${words})'` : `-x -a ${fishWord(words)}`
}

const fishWord = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
