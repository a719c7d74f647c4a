# Completion of the command ikm in Bash. Nothing from ikm means: names of files.
_ikm_completion() {
    local IFS=$'\n'
    COMPREPLY=($(_IKM_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null))
}
complete -o default -F _ikm_completion ikm
