require_fresh_report() {
  now=$(epoch "$(date -u +%Y-%m-%dT%H:%M:%SZ)")
  age=$((now - $(epoch "$generated_at")))
  [ "$age" -le $((plan_ttl_days * 86400)) ] ||
    refuse "The report of the plan is from $generated_at, and older than $plan_ttl_days days. Make a new plan."
  [ "$age" -ge -300 ] || refuse "The report of the plan is from $generated_at, which is in the future. Make a new plan."
}

# disable_key ARN REGION CREATED POLICY_DIGEST RULE LAST_USE
disable_key() {
  is_wanted "$1" || return 0
  describe "$1" "$2"
  require_same_key "$1" "$3"
  case $state in
    Enabled) ;;
    Disabled)
      say "$1 is already Disabled."
      count_already=$((count_already + 1))
      [ "$execute" = no ] || was_logged disable "$1" || log disable "$1" already
      return 0
      ;;
    *) stop "$1 is $state. The plan saw it Enabled." ;;
  esac
  require_same_policy "$1" "$2" "$4"
  require_same_last_use "$1" "$2" "$5" "$6"
  count_done=$((count_done + 1))
  if [ "$execute" = no ]; then
    say "$1 would be disabled."
    return 0
  fi
  aws kms disable-key --key-id "$1" --region "$2" || {
    log disable "$1" failed
    stop "DisableKey failed for $1. The keys after it were not changed."
  }
  log disable "$1" 'done'
  wait_until "$1" "$2" Disabled
  say "$1 is now Disabled."
}
