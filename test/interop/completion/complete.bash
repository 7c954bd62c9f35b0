# bash --norc complete.bash SCRIPT LINE…: prints for each line, on one line, what bash would offer, and an empty line.
# shellcheck shell=bash source=/dev/null
source "$1"
shift
for COMP_LINE; do
  COMP_POINT=${#COMP_LINE}
  # As readline does: = and : are words of their own.
  read -ra COMP_WORDS <<<"$(sed 's/[=:]\{1,\}/ & /g' <<<"$COMP_LINE")"
  [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMPREPLY=()
  # compopt works in a completion that a user asked for only.
  compopt() { :; }
  _kms_audit
  ((${#COMPREPLY[@]} == 0)) || printf '%s\t' "${COMPREPLY[@]}"
  echo
done
