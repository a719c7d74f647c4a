# Completion of the command ikm in Fish. Nothing from ikm means: names of files.
function __ikm_complete
    set -l typed (commandline -opc)
    set -l last (commandline -ct)
    set -l found (env _IKM_COMPLETE=fish $typed "$last" 2> /dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$last"
    end
end
complete --command ikm --no-files --keep-order --arguments '(__ikm_complete)'
