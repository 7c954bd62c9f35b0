# require_same_policy ARN REGION DIGEST
require_same_policy() {
  policy=$(aws kms get-key-policy --key-id "$1" --region "$2" --policy-name default \
    --query Policy --output text) || stop "GetKeyPolicy failed for $1."
  [ "$(printf '%s' "$policy" | LC_ALL=C tr -d ' \t\r\n' | digest)" = "$3" ] ||
    stop "The key policy of $1 has changed since the plan was made."
}
