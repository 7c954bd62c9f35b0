import type { Values } from '../kinds/kind.ts'
import { profileFunction } from './profiles.ts'
import { type ShellCommand, type ShellWords, wordsIn } from './shell-words.ts'

/** Returns the script for bash 3.2 or newer. It needs no other package. */
export const bashScript = (words: ShellWords): string =>
  `${[
    '# bash completion for kms-audit. To load it: source <(kms-audit completion bash)',
    profileFunction('_kms_audit_profiles'),
    BASH_HELPERS,
    bashFunction(words),
    'complete -F _kms_audit kms-audit',
  ].join('\n\n')}\n`

const BASH_HELPERS = `# Each of these sets COMPREPLY for the word "$value".
_kms_audit_words() {
  COMPREPLY=($(compgen -W "$1" -- "$value"))
}

# The items of a list that are not in it yet.
_kms_audit_list() {
  local before='' item
  [[ $value == *,* ]] && before=\${value%,*},
  for item in $(compgen -W "$1" -- "\${value##*,}"); do
    [[ ,$before == *,"$item",* ]] || COMPREPLY+=("$before$item")
  done
  compopt -o nospace 2>/dev/null
}

# The paths that begin with $2, after $1.
_kms_audit_files() {
  local path
  while IFS= read -r path; do COMPREPLY+=("$1$path"); done < <(compgen -f -- "$2")
  compopt -o filenames 2>/dev/null
}

# FORMAT or FORMAT=FILE
_kms_audit_outputs() {
  if [[ $value == *=* ]]; then _kms_audit_files "\${value%%=*}=" "\${value#*=}"; else _kms_audit_words "$1"; fi
}`

function bashFunction(words: ShellWords): string {
  const names = words.commands.map(({ name }) => name)
  return `_kms_audit() {
  local words=() i word value='' option='' command=${names[0]} named=0 operands=0 strip real
  COMPREPLY=()
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    # bash splits words at = and at :
    if ((\${#words[@]} > 0)) && [[ $word == [=:]* || \${words[\${#words[@]} - 1]} == *[=:] ]]; then
      words[\${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
  done
  for ((i = 0; i < \${#words[@]} - 1; i++)); do
    word=\${words[i]}
    if [[ -n $option ]]; then option=''; continue; fi
    case $word in
      ${words.valued.join('|')}) option=$word ;;
      -*) ;;
      ${names.join('|')}) if ((named)); then ((operands++)); else command=$word named=1; fi ;;
      *) named=1; ((operands++)) ;;
    esac
  done
  value=\${words[\${#words[@]} - 1]}
  if [[ -z $option && $value == --*=* ]]; then
    option=\${value%%=*}
    value=\${value#*=}
  fi
  case $command:$option in
${optionCases(words).join('\n')}
    *:?*) ;;
    *)
      case $command:$value in
${words.commands.flatMap(flagCase).join('\n')}
        *) if ((named)); then _kms_audit_operand; else _kms_audit_words '${names.join(' ')}'; fi ;;
      esac
      ;;
  esac
  # bash replaces only what follows the last = or : of the word.
  real=\${COMP_WORDS[COMP_CWORD]}
  case $real in =|:|::|:=) real='' ;; esac
  strip=\${value%"$real"}
  ((\${#COMPREPLY[@]} == 0)) || COMPREPLY=("\${COMPREPLY[@]#"$strip"}")
}

_kms_audit_operand() {
  case $command:$operands in
${words.commands.flatMap(operandCases).join('\n')}
  esac
}`
}

/** A case for each value of an option. Commands for which an option has the same values share it. */
function optionCases({ commands, regions }: ShellWords): string[] {
  const actions = new Map<string, Set<string>>()
  for (const { name, options } of commands) {
    for (const { flags, values } of options) {
      if (values === null) continue
      const action = bashAction(values, regions)
      if (action === '') continue
      const patterns = actions.get(action) ?? new Set()
      for (const flag of flags) patterns.add(`${name}:${flag}`)
      actions.set(action, patterns)
    }
  }
  return [...actions].map(([action, patterns]) => `    ${[...patterns].join('|')}) ${action} ;;`)
}

function bashAction(values: Values, regions: readonly string[]): string {
  if (values.of === 'files') return `_kms_audit_files '' "$value"`
  if (values.of === 'profiles') return '_kms_audit_list "$(_kms_audit_profiles)"'
  const words = wordsIn(values, regions).join(' ')
  if (words === '') return ''
  if (values.suffix === 'file') return `_kms_audit_outputs '${words}'`
  return `_kms_audit_${values.isList === true ? 'list' : 'words'} '${words}'`
}

const flagCase = ({ name, options }: ShellCommand): string[] =>
  options.length === 0
    ? []
    : [`        ${name}:-*) _kms_audit_words '${options.flatMap(({ flags }) => flags).join(' ')}' ;;`]

function operandCases({ name, operand, second }: ShellCommand): string[] {
  if (operand === 'files') return [`    ${name}:*) _kms_audit_files '' "$value" ;;`]
  return [
    ...(operand.length === 0 ? [] : [`    ${name}:0) _kms_audit_words '${operand.join(' ')}' ;;`]),
    ...(second.length === 0 ? [] : [`    ${name}:1) _kms_audit_words '${second.join(' ')}' ;;`]),
  ]
}
