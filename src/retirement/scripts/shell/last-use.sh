# Older versions of the AWS CLI cannot say whether a key was used since the plan was made.
require_last_usage() {
  aws kms get-key-last-usage --generate-cli-skeleton input >/dev/null 2>&1 ||
    stop 'This AWS CLI has no kms get-key-last-usage. Upgrade the AWS CLI.'
}

# require_same_last_use ARN REGION RULE TIME
require_same_last_use() {
  used=$(aws kms get-key-last-usage --key-id "$1" --region "$2" \
    --query '[KeyLastUsage.Timestamp,TrackingStartDate]' --output text) || stop "GetKeyLastUsage failed for $1."
  used=$(printf '%s' "$used" | tr '\t\n' '  ')
  tracked=${used##* }
  used=${used%% *}
  if [ "$used" = None ]; then
    # An answer without the start of tracking does not say that the key was not used.
    epoch "$tracked" >/dev/null || stop "GetKeyLastUsage gave no complete answer for $1."
    if [ "$3" = not_after ] || [ "$4" = none ]; then return; fi
    stop "KMS reports no use of $1, but the plan has a last use at $4."
  fi
  actual=$(epoch "$used") || stop "The last use of $1 cannot be read: $used"
  [ "$4" != none ] || stop "$1 was used at $used, after the plan was made."
  expected=$(epoch "$4")
  if [ "$3" = not_after ]; then
    [ "$actual" -le "$expected" ] || stop "$1 was used at $used, later than the plan allows ($4)."
  else
    [ "$actual" = "$expected" ] || stop "$1 was last used at $used, but the plan has $4."
  fi
}
