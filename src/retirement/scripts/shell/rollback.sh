# restore_key ARN REGION CREATED STATE_IN_PLAN
restore_key() {
  is_wanted "$1" || return 0
  describe "$1" "$2"
  require_same_key "$1" "$3"
  if [ "$state" = "$4" ] || [ "$state" = Enabled ]; then
    say "$1 is $state."
    count_already=$((count_already + 1))
    return 0
  fi
  count_done=$((count_done + 1))
  case $state in
    PendingDeletion | PendingReplicaDeletion)
      if [ "$execute" = no ]; then
        say "The deletion of $1 would be cancelled$([ "$4" = Disabled ] || printf ', and the key enabled')."
        return 0
      fi
      aws kms cancel-key-deletion --key-id "$1" --region "$2" --output text >/dev/null || {
        log cancel-deletion "$1" failed
        stop "CancelKeyDeletion failed for $1. The keys after it were not changed."
      }
      log cancel-deletion "$1" 'done'
      # KMS leaves the key Disabled.
      wait_until "$1" "$2" Disabled
      say "The deletion of $1 is cancelled."
      [ "$4" = Enabled ] || return 0
      ;;
    Disabled)
      if [ "$execute" = no ]; then
        say "$1 would be enabled."
        return 0
      fi
      ;;
    *) stop "$1 is $state, which this script cannot change to $4." ;;
  esac
  aws kms enable-key --key-id "$1" --region "$2" || {
    log enable "$1" failed
    stop "EnableKey failed for $1. The keys after it were not changed."
  }
  log enable "$1" 'done'
  wait_until "$1" "$2" Enabled
  say "$1 is now Enabled."
}
