# digest: SHA-256 of stdin, in hexadecimal.
digest() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c 1-64
}

# The script acts on the plan as it was written: a person who edits plan.json expects something else.
require_plan() {
  [ -f "$directory/plan.json" ] || refuse "There is no plan.json in $directory."
  [ "$(digest <"$directory/plan.json")" = "$plan_file_digest" ] ||
    refuse 'plan.json was changed after kms-audit wrote it. Make a new plan.'
}
