import type { Values } from '../kinds/kind.ts'
import { profileFunction } from './profiles.ts'
import { type ShellCommand, type ShellOption, type ShellWords, wordsIn } from './shell-words.ts'

/** Returns the script for zsh. It can be a file `_kms-audit` in `fpath`, or be sourced after compinit. */
export const zshScript = (words: ShellWords): string =>
  `${[
    '#compdef kms-audit\n# zsh completion for kms-audit. To load it: source <(kms-audit completion zsh)',
    profileFunction('_kms-audit_profiles'),
    ZSH_HELPERS,
    zshFunction(words),
    'if [[ ${funcstack[1]} == _kms-audit ]]; then _kms-audit "$@"; else compdef _kms-audit kms-audit; fi',
  ].join('\n\n')}\n`

const ZSH_HELPERS = `# The items of a list that are not in it yet.
_kms-audit_list() {
  local -a all=("$@") given
  given=("\${(@s:,:)PREFIX}")
  given[-1]=()
  compset -P '*,'
  compadd -qS , -- \${all:|given}
}

_kms-audit_rates() {
  compset -P '*,'
  compadd -S '' -- "$@"
}

# FORMAT or FORMAT=FILE
_kms-audit_outputs() {
  if compset -P '*='; then _files; else compadd -- "$@"; fi
}

_kms-audit_profile_list() {
  _kms-audit_list \${(f)"$(_kms-audit_profiles)"}
}`

function zshFunction({ commands, valued, regions }: ShellWords): string {
  const names = commands.map(({ name }) => name)
  const summaries = commands.map(({ name, summary }) => `    ${zshWord(`${name}:${summary}`)}`)
  return `_kms-audit() {
  local command=${names[0]} skip= i
  local -a operands commands=(
${summaries.join('\n')}
  )
  operands=('1:command:{ _describe command commands }')
  for ((i = 2; i < CURRENT; i++)); do
    if [[ -n $skip ]]; then skip=; continue; fi
    case $words[i] in
      (${valued.join('|')}) skip=1 ;;
      (-*) ;;
      (${names.join('|')})
        command=$words[i] operands=()
        # What precedes the command may be options that only others take.
        words[2,i]=()
        ((CURRENT -= i - 1))
        break
        ;;
      (*) break ;;
    esac
  done
  case $command in
${commands.map(command => commandCase(command, regions)).join('\n')}
  esac
}`
}

const commandCase = ({ name, options, operand, second }: ShellCommand, regions: readonly string[]): string =>
  [
    `    (${name})`,
    `      _arguments -S ${[...options.map(option => specOf(option, regions)), ...operandSpecs(operand, second), '$operands'].join(' \\\n        ')}`,
    `      ;;`,
  ].join('\n')

function operandSpecs(operand: ShellCommand['operand'], second: readonly string[]): string[] {
  if (operand === 'files') return [`'*:file:_files'`]
  return [
    ...(operand.length === 0 ? [] : [zshWord(`1:value:(${operand.join(' ')})`)]),
    ...(second.length === 0 ? [] : [zshWord(`2:value:(${second.join(' ')})`)]),
  ]
}

/** `'(-q --quiet)'{-q,--quiet}'[Print only errors on stderr]'`; an option with a value can be repeated. */
function specOf({ flags, help, values }: ShellOption, regions: readonly string[]): string {
  const text = `[${help.replaceAll(/[[\]\\]/g, '\\$&')}]`
  if (values === null)
    return flags.length === 1
      ? zshWord(`${flags[0]}${text}`)
      : `${zshWord(`(${flags.join(' ')})`)}{${flags.join(',')}}${zshWord(text)}`
  const named = flags.map(flag => (flag.startsWith('--') ? `${flag}=` : `${flag}+`))
  const action = zshWord(`${text}:value:${zshAction(values, regions)}`)
  return named.length === 1 ? `'*'${named[0]}${action}` : `'*'{${named.join(',')}}${action}`
}

function zshAction(values: Values, regions: readonly string[]): string {
  if (values.of === 'files') return '_files'
  // The space keeps _arguments from adding words of its own.
  if (values.of === 'profiles') return ' _kms-audit_profile_list'
  const words = wordsIn(values, regions).join(' ')
  if (words === '') return ' '
  if (values.suffix === 'file') return ` _kms-audit_outputs ${words}`
  if (values.suffix === 'number') return ` _kms-audit_rates ${words}`
  return values.isList === true ? ` _kms-audit_list ${words}` : `(${words})`
}

const zshWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
