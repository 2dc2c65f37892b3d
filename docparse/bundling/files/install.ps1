# Cài docparse trên máy Windows không có internet. Cách dùng: bấm đúp install.cmd, hoặc install.cmd THƯ_MỤC_CÀI
param([string]$Target = (Join-Path $env:LOCALAPPDATA 'docparse'))
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath $PSScriptRoot
function Stop-Here([string]$what) { Write-Host "LỖI: $what"; exit 1 }

Write-Host 'Kiểm tra các tệp (SHA-256)...'
foreach ($line in [IO.File]::ReadAllLines((Join-Path $PSScriptRoot 'SHA256SUMS'))) {
    $sum, $file = $line -split '  ', 2
    if (-not (Test-Path -LiteralPath $file)) { Stop-Here "thiếu tệp $file; chép lại bộ cài từ đầu" }
    if ((Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash -ne $sum) { Stop-Here "tệp $file hỏng; chép lại bộ cài từ đầu" }
}

$known = @(Get-ChildItem -Path locks -Filter 'windows-*.txt' | ForEach-Object { $_.BaseName -replace '^windows-', '' })
$ask = 'import sys, struct; print(chr(46).join(map(str, sys.version_info[:2])) if struct.calcsize(chr(80)) == 8 else 0)'
$python = $null
$candidates = @($known | Sort-Object -Descending | ForEach-Object { , @('py', "-$_") }) + @(, @('python'))
foreach ($candidate in $candidates) {
    $program = $candidate[0]
    $more = @($candidate | Select-Object -Skip 1)
    if (-not (Get-Command $program -ErrorAction SilentlyContinue)) { continue }
    $ErrorActionPreference = 'Continue'
    $found = & $program @more -c $ask 2>$null
    $ErrorActionPreference = 'Stop'
    if ($LASTEXITCODE -eq 0 -and $known -contains $found) { $python = $candidate; $version = $found; break }
}
if (-not $python) { Stop-Here "cần Python 64 bit một trong các bản: $($known -join ', ') (python.org)" }
Write-Host "Python $version, cài vào $Target"

$program = $python[0]
$more = @($python | Select-Object -Skip 1)
& $program @more -m venv $Target
if ($LASTEXITCODE -ne 0) { Stop-Here 'không tạo được môi trường Python' }
$pip = @('-m', 'pip', '--isolated', '--disable-pip-version-check', '--quiet', 'install', '--no-index')
$own = (Get-ChildItem -Path wheels -Filter 'docparse-*.whl').FullName
$inside = Join-Path $Target 'Scripts\python.exe'
& $inside @pip --find-links wheels --require-hashes -r "locks\windows-$version.txt"
if ($LASTEXITCODE -ne 0) { Stop-Here 'không cài được các gói' }
& $inside @pip --no-deps --force-reinstall $own
if ($LASTEXITCODE -ne 0) { Stop-Here 'không cài được docparse' }
& (Join-Path $Target 'Scripts\docparse.exe') --version
Write-Host "Xong. Chạy: $Target\Scripts\docparse.exe --help"
