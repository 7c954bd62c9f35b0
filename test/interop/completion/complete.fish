# fish --no-config complete.fish SCRIPT LINE…: prints for each line, on one line, what fish would offer.
source $argv[1]
for line in $argv[2..-1]
    set -l words (complete -C $line | string replace -r '\t.*' '')
    echo (string join \t -- $words)
end
