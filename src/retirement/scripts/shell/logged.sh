# was_logged ACTION ARN
was_logged() {
  [ -f "$directory/actions.ndjson" ] && grep -F "\"plan_id\":\"$plan_id\",\"action\":\"$1\",\"key_arn\":\"$2\"," \
    "$directory/actions.ndjson" | grep -Fv '"result":"failed"' >/dev/null
}
