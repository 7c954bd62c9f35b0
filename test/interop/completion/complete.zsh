# zsh -f complete.zsh SCRIPT LINE…: types each line and Tab into an interactive zsh, and prints on one line what it offers.
zmodload zsh/zpty
script=$1
shift
zpty shell zsh -f -i
zpty -w shell 'PS1= PS2= RPS1=; unsetopt prompt_sp prompt_cr; unset zle_bracketed_paste; stty -echo'
zpty -w shell "autoload -Uz compinit && compinit -D -u; source ${(q)script}"
# Notes the matches, and adds them.
zpty -w shell 'compadd() { local -a hits; if [[ " ${*[1,(i)-*--]} " == *" -"[OAD]" "* ]]; then builtin compadd "$@"; return; fi; builtin compadd -O hits "$@"; found+=($hits); builtin compadd "$@" }'
zpty -w shell 'typeset -ga found; show() { print -r -- "FOUND<${(pj:\t:)found}>END"; found=(); BUFFER=; }; zle -N show; bindkey "^B" show; bindkey "^I" complete-word; setopt no_auto_menu no_beep; print READY'
zpty -r -m shell out '*READY*'
for line; do
  zpty -w -n shell "$line"$'\t\x02'
  zpty -r -m shell out '*FOUND<*>END*'
  print -r -- "${${out##*FOUND<}%%>END*}"
done
