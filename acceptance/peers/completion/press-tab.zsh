# A shell at a terminal, as somebody uses it: loads the script that completes, is typed lines into, each with the
# tabulator behind it, and says what stands in the line then.
#
#   zsh -f press-tab.zsh bash|zsh SCRIPT LINE...
zmodload zsh/zpty

case $1 in
  bash)
    zpty shell bash --norc --noprofile -i
    zpty -w shell "PS1= PS2=; source $2"
    zpty -w shell 'show() { echo "<<$READLINE_LINE>>"; READLINE_LINE=; }; bind -x '\''"\C-o": show'\''; echo READ""Y'
    ;;
  zsh)
    zpty shell zsh -f -i
    zpty -w shell "PS1=; autoload -Uz compinit bashcompinit; compinit -D -u; bashcompinit; source $2"
    zpty -w shell 'show() { print -r -- "<<$BUFFER>>"; BUFFER= }; zle -N show; bindkey "^O" show; print READ""Y'
    ;;
esac
zpty -r shell said '*READY*'
for line in "${@:3}"; do
  zpty -w -n shell "$line"$'\t\x0f'
  zpty -r shell said '*<<*>>*'
  print -r -- "${${said##*<<}%%>>*}"
done
zpty -d shell
