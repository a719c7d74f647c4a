# Completion of the command ikm in PowerShell. Nothing from ikm means: names of files.
Register-ArgumentCompleter -Native -CommandName ikm -ScriptBlock {
    param($last, $line, $cursor)
    $typed = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.ToString() }
    })
    $program, $words = $typed
    $env:_IKM_COMPLETE = 'powershell'
    $env:_IKM_LAST = $last
    try {
        & $program @($words) 2> $null | ForEach-Object {
            $word, $about = $_ -split "`t", 2
            [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $about)
        }
    } finally {
        Remove-Item Env:_IKM_COMPLETE, Env:_IKM_LAST -ErrorAction SilentlyContinue
    }
}
