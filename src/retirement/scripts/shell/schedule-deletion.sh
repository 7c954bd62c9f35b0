tab=$(printf '\t')

# The verdicts of the watch, as kms-audit retire watch wrote them beside this script, at most a day ago.
require_watch() {
  watch=$directory/watch.tsv
  { [ -f "$watch" ] && [ -f "$directory/watch.json" ]; } ||
    stop "There is no watch.json in $directory. Run kms-audit retire watch first."
  IFS=$tab read -r kind version watched_plan watched_at window watched_digest <"$watch" || stop "$watch is empty."
  [ "$kind $version" = 'kms-audit-retirement-watch 1' ] || stop "$watch was not written by this version of kms-audit."
  [ "$watched_plan" = "$plan_id" ] || stop "$watch is about the plan $watched_plan, and not about $plan_id."
  [ "$(digest <"$directory/watch.json")" = "$watched_digest" ] ||
    stop "watch.json and watch.tsv do not belong together. Run kms-audit retire watch again."
  [ "$(tail -n 1 "$watch")" = "end$tab$(grep -c '^arn:' "$watch")" ] ||
    stop "$watch is not complete. Run kms-audit retire watch again."
  now=$(epoch "$(date -u +%Y-%m-%dT%H:%M:%SZ)")
  age=$((now - $(epoch "$watched_at")))
  [ "$age" -le 86400 ] || stop "watch.json is from $watched_at, and older than a day. Run kms-audit retire watch again."
  [ "$age" -ge -300 ] || stop "watch.json is from $watched_at, which is in the future."
  [ "$window" -ge "$watch_days" ] || stop "The watch was for $window days, and the plan asks for $watch_days."
}

# look_up ARN: sets $verdict, $disabled_at and $window_ends_at.
look_up() {
  verdict='not watched' disabled_at=- window_ends_at=-
  while IFS=$tab read -r arn one two three; do
    [ "$arn" != "$1" ] || { verdict=$one disabled_at=$two window_ends_at=$three; }
  done <"$directory/watch.tsv"
}

# require_same_verdict ARN: watch.json must say the same as watch.tsv. Text of the account cannot look like these members,
# because JSON writes its quotation marks as \".
require_same_verdict() {
  members="\"key_arn\":\"$1\",\"verdict\":\"quiet\",\"disabled_at\":\"$disabled_at\",\"window_ends_at\":\"$window_ends_at\""
  tr -d ' \n\r' <"$directory/watch.json" | grep -F "$members" >/dev/null ||
    stop "watch.tsv and watch.json do not say the same about $1. Run kms-audit retire watch again."
}

skip() {
  say "$1 is skipped: $2"
  count_skipped=$((count_skipped + 1))
}

# schedule_deletion ARN REGION CREATED STATE_IN_PLAN RULE LAST_USE
schedule_deletion() {
  is_wanted "$1" || return 0
  describe "$1" "$2"
  require_same_key "$1" "$3"
  case $state in
    Disabled) ;;
    PendingDeletion | PendingReplicaDeletion)
      say "$1 is already $state."
      count_already=$((count_already + 1))
      return 0
      ;;
    Enabled)
      if [ "$4" = Disabled ] || was_logged disable "$1"; then stop "$1 is Enabled again. Find out who needs it."; fi
      skip "$1" 'step 1 has not disabled it.'
      return 0
      ;;
    *) stop "$1 is $state, and not Disabled." ;;
  esac
  look_up "$1"
  if [ "$verdict" != quiet ]; then
    skip "$1" "the watch says: $verdict (window ends: $window_ends_at)."
    return 0
  fi
  if [ "$4" = Enabled ] && ! was_logged disable "$1"; then
    skip "$1" 'step 1 of this plan has not disabled it.'
    return 0
  fi
  { disabled=$(epoch "$disabled_at") && ends=$(epoch "$window_ends_at"); } ||
    stop "watch.tsv does not say when $1 was disabled, or when its window ends."
  { [ "$now" -ge "$ends" ] && [ "$now" -ge $((disabled + watch_days * 86400)) ]; } ||
    stop "The window of $1 is not over: it was disabled at $disabled_at, and is watched for $watch_days days."
  require_same_verdict "$1"
  require_same_last_use "$1" "$2" "$5" "$6"
  count_done=$((count_done + 1))
  if [ "$execute" = no ]; then
    say "$1 would be scheduled for deletion in $pending_window_days days."
    return 0
  fi
  aws kms schedule-key-deletion --key-id "$1" --region "$2" --pending-window-in-days "$pending_window_days" \
    --query DeletionDate --output text >/dev/null || {
    log schedule-deletion "$1" failed
    stop "ScheduleKeyDeletion failed for $1. The keys after it were not changed."
  }
  log schedule-deletion "$1" 'done'
  wait_until "$1" "$2" 'PendingDeletion PendingReplicaDeletion'
  say "$1 is now $state, for $pending_window_days days."
}
