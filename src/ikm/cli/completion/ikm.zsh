#compdef ikm
# Completion of the command ikm in Zsh. Nothing from ikm means: names of files.
_ikm() {
    local -a found
    found=("${(@f)$(_IKM_COMPLETE=zsh ${words[1]} "${(@Q)words[2,$CURRENT]}" 2> /dev/null)}")
    if [[ -n ${found[1]} ]]; then
        _describe -V ikm found
    else
        _files
    fi
}
if [[ ${funcstack[1]} == _ikm ]]; then
    _ikm "$@"
else
    compdef _ikm ikm
fi
