execute=no
only=
directory=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# The AWS CLI must not open a pager, ask questions, or print local times.
export AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off TZ=UTC0 PYTHONIOENCODING=utf-8 PYTHONUTF8=1

say() { printf '%s\n' "$*"; }

# stop MESSAGE…: says what is different from the plan, and ends the script.
stop() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# refuse MESSAGE…: the plan does not fit what it is used for.
refuse() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 2
}

read_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --execute) execute=yes ;;
      --key)
        [ $# -gt 1 ] || refuse '--key needs the ARN of a key of the plan.'
        only=$2
        shift
        case " $planned_keys " in *" $only "*) ;; *) refuse "$only is not a key that this script acts on." ;; esac
        ;;
      -h | --help)
        say "$help_text"
        say '  --execute   Do it. Without this option, the script only checks and says what it would do.'
        say '  --key ARN   Only this key.'
        exit 0
        ;;
      *) refuse "Unknown option $1. The options are --execute and --key ARN." ;;
    esac
    shift
  done
}

is_wanted() { [ -z "$only" ] || [ "$only" = "$1" ]; }

# The script must not run in another account than that of the plan.
require_account() {
  command -v aws >/dev/null || stop 'The AWS CLI is not installed.'
  # The AWS CLI needs a Region for it, and there may be no default one.
  actual=$(aws sts get-caller-identity ${any_region:+--region "$any_region"} --query Account --output text) ||
    stop 'aws sts get-caller-identity failed, so the account is not known.'
  [ "$actual" = "$account" ] ||
    refuse "The credentials are those of account $actual, but the plan is for account $account."
}

# number DIGITS: without leading zeros, which a shell takes for an octal number.
number() {
  value=$1
  while [ "${#value}" -gt 1 ] && [ "${value#0}" != "$value" ]; do value=${value#0}; done
  printf '%s' "$value"
}

# epoch TIME: seconds since 1970 of a time as the AWS CLI prints it: 2026-01-05T08:00:00Z, with an offset such as +00:00
# and with fractions of a second, or as a number.
epoch() {
  case $1 in
    [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*) ;;
    *[!0-9.]* | '') return 1 ;;
    *)
      number "${1%%.*}"
      return
      ;;
  esac
  offset=0
  case $1 in
    *[+-][0-9][0-9]:[0-9][0-9])
      zone=${1#"${1%??????}"}
      offset=$(($(number "$(printf '%s' "$zone" | cut -c 2-3)") * 3600 + $(number "${zone#*:}") * 60))
      case $zone in -*) offset=$((-offset)) ;; esac
      ;;
  esac
  year=$(number "$(printf '%s' "$1" | cut -c 1-4)")
  month=$(number "$(printf '%s' "$1" | cut -c 6-7)")
  day=$(number "$(printf '%s' "$1" | cut -c 9-10)")
  hour=$(number "$(printf '%s' "$1" | cut -c 12-13)")
  minute=$(number "$(printf '%s' "$1" | cut -c 15-16)")
  second=$(number "$(printf '%s' "$1" | cut -c 18-19)")
  # A year that begins in March has its leap day at the end.
  if [ "$month" -le 2 ]; then
    year=$((year - 1))
    month=$((month + 12))
  fi
  days=$((365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + day - 719469))
  printf '%s' $((days * 86400 + hour * 3600 + minute * 60 + second - offset))
}

# describe ARN REGION: sets $state and $created.
describe() {
  described=$(aws kms describe-key --key-id "$1" --region "$2" \
    --query 'KeyMetadata.[Arn,KeyState,CreationDate]' --output text) || stop "DescribeKey failed for $1."
  described=$(printf '%s' "$described" | tr '\t\n' '  ')
  [ "${described%% *}" = "$1" ] || stop "DescribeKey answered for another key than $1."
  described=${described#* }
  state=${described%% *}
  created=${described#* }
}

# require_same_key ARN CREATED: a key that was deleted and created again in the meantime is another key.
require_same_key() {
  actual=$(epoch "$created") || stop "The creation date of $1 cannot be read: $created"
  [ "$actual" = "$(epoch "$2")" ] || refuse "$1 was created at $created, but the key of the plan was created at $2."
}

# wait_until ARN REGION STATE…: KMS needs seconds, and sometimes minutes, until all calls see a change.
wait_until() {
  waited=0
  while :; do
    describe "$1" "$2"
    case " $3 " in *" $state "*) return ;; esac
    [ "$waited" -lt 60 ] || stop "$1 is still $state after five minutes. Run the script again to go on."
    waited=$((waited + 1))
    sleep 5
  done
}

# log ACTION ARN RESULT
log() {
  printf '{"time":"%s","plan_id":"%s","action":"%s","key_arn":"%s","result":"%s"}\n' \
    "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$plan_id" "$1" "$2" "$3" >>"$directory/actions.ndjson" ||
    stop "Cannot write to $directory/actions.ndjson."
}

count_done=0
count_already=0
count_skipped=0

summary() {
  if [ "$execute" = yes ]; then verb='done'; else verb='to do'; fi
  say "$count_done $verb, $count_already already done, $count_skipped skipped."
  [ "$execute" = yes ] || say 'Nothing was changed. Add --execute to do it.'
}
