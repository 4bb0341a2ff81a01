/** What the emitted script has beside its plan: PowerShell 5.1 and what every Windows has. It was written from documents; see docs/collect.md. */
export const powershellRuntime = String.raw`
[CmdletBinding()]
param(
  [string] $OutFolder = '',
  [string] $Name = '',
  [ValidateSet(1, 2, 3)] [int] $Tier = 1,
  [string[]] $Server = @(),
  [switch] $RaiseLogging,
  [switch] $PurgeTickets,
  [switch] $RefreshPolicy,
  [string] $RestartService = '',
  [ValidateRange(0, 86400)] [int] $Capture = 0,
  [string] $StartAt = '',
  [string] $Reproduce = '',
  [string] $Restore = '',
  [switch] $List
)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$Schema = '@SCHEMA@'
$Version = '@VERSION@'
$Most = 1073741824
$System = Join-Path $env:SystemRoot 'System32'
$Utf8 = New-Object System.Text.UTF8Encoding($false)
$Servers = @($Server | Where-Object { $_ -match '^[A-Za-z0-9][A-Za-z0-9.:-]{0,252}$' })
$Asked = @()
if ($RaiseLogging) { $Asked += 'raise-logging' }
if ($PurgeTickets) { $Asked += 'purge-tickets' }
if ($RefreshPolicy) { $Asked += 'refresh-policy' }
if ($RestartService -ne '') { $Asked += 'restart-service' }
if ($Capture -gt 0) { $Asked += 'capture' }
if ($Reproduce -ne '') { $Asked += 'reproduce' }
$script:Changes = 0
$script:Steps = New-Object System.Collections.ArrayList
$script:Files = New-Object System.Collections.ArrayList
$script:Captures = New-Object System.Collections.ArrayList
$script:Taken = 0
$script:Recording = $null
$script:StepId = ''
$IsAdmin = (New-Object System.Security.Principal.WindowsPrincipal([System.Security.Principal.WindowsIdentity]::GetCurrent())).IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)

function Write-Said([string] $Text) { Write-Host $Text }
function Get-FilePart([string] $Text) { return (($Text -replace '[^A-Za-z0-9.-]', '-') -replace '\.{2,}', '.') }
function Get-Nanoseconds { return [string](([DateTime]::UtcNow - [DateTime]'1970-01-01').Ticks * 100) }
function Get-ClockState {
  $Offset = [TimeZoneInfo]::Local.GetUtcOffset([DateTime]::Now)
  $Sign = '+'
  if ($Offset.Ticks -lt 0) { $Sign = '-' }
  $Uptime = $null
  try { $Uptime = [string][Math]::Round(([DateTime]::Now - (Get-CimInstance Win32_OperatingSystem).LastBootUpTime).TotalSeconds, 2) } catch { $Uptime = $null }
  return @{
    epochNs = Get-Nanoseconds
    utc = [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ')
    zone = $Sign + $Offset.ToString('hhmm')
    uptime = $Uptime
    synchronised = $null
    source = $null
  }
}

# ---------------------------------------------------------------- manifest and journal

function Save-Text([string] $Path, [string] $Text) {
  $New = $Path + '.new'
  [System.IO.File]::WriteAllText($New, $Text, $Utf8)
  if (Test-Path -LiteralPath $Path) { [System.IO.File]::Replace($New, $Path, $null) } else { [System.IO.File]::Move($New, $Path) }
}
function Save-Manifest([string] $Outcome, $Finished) {
  $Recorded = @(Get-Journal | ForEach-Object { @{ step = $_.Step; what = $_.Step; was = $_.Was; now = $null; restored = $_.Undone } })
  $Manifest = [ordered]@{
    schema = $Schema
    tool = @{ name = 'ipsec-doctor'; version = $Version; runner = 'powershell' }
    plan = 'windows'
    tier = $Tier
    host = $Identity
    servers = @($Servers)
    started = $Started
    finished = $Finished
    outcome = $Outcome
    steps = @($script:Steps)
    files = @($script:Files)
    changes = $Recorded
    captures = @($script:Captures)
  }
  Save-Text (Join-Path $Out 'manifest.json') (ConvertTo-Json -InputObject $Manifest -Depth 6)
}
function Write-Outcome([string] $Outcome, $Reason, $Detail) {
  $Short = $null
  if ($Detail) { $Short = [string]$Detail; if ($Short.Length -gt 500) { $Short = $Short.Substring(0, 500) } }
  [void]$script:Steps.Add(@{ id = $script:StepId; outcome = $Outcome; reason = $Reason; detail = $Short })
  if ($Reason -and $Reason -ne 'not-asked' -and $Reason -ne 'deeper-tier') { Write-Said ('    ' + $Outcome + ': ' + $Reason + ' ' + $Short) }
  Save-Manifest 'running' $null
}
function Add-File([string] $File, [bool] $Truncated, [int] $Removed) {
  $Item = Get-Item -LiteralPath (Join-Path $Out $File)
  $Hash = (Get-FileHash -LiteralPath $Item.FullName -Algorithm SHA256).Hash.ToLowerInvariant()
  [void]$script:Files.Add(@{ name = $File; step = $script:StepId; bytes = $Item.Length; sha256 = $Hash; truncated = $Truncated; removed = $Removed })
  $script:Taken += $Item.Length
}
function Add-Journal([string[]] $Fields) {
  $Line = (($Fields | ForEach-Object { $_.Replace('%', '%25').Replace([string][char]9, '%09').Replace([string][char]13, '%0D').Replace([string][char]10, '%0A') }) -join [string][char]9) + [string][char]10
  $Bytes = $Utf8.GetBytes($Line)
  $Stream = New-Object System.IO.FileStream((Join-Path $Out 'journal.tsv'), [System.IO.FileMode]::Append, [System.IO.FileAccess]::Write)
  try {
    $Stream.Write($Bytes, 0, $Bytes.Length)
    $Stream.Flush($true)
  } finally { $Stream.Dispose() }
}
function Get-Journal {
  $Path = Join-Path $Out 'journal.tsv'
  if (-not (Test-Path -LiteralPath $Path)) { return }
  $Found = [ordered]@{}
  foreach ($Line in [System.IO.File]::ReadAllLines($Path)) {
    $Field = $Line.Split([char]9)
    if ($Field[0] -eq 'change' -and $Field.Length -ge 4) { $Found[$Field[1]] = @{ Number = $Field[1]; Step = $Field[2]; Was = $Field[3].Replace('%09', [string][char]9).Replace('%25', '%'); Undone = $false } }
    if ($Field[0] -eq 'undone' -and $Field.Length -ge 2 -and $Found.Contains($Field[1])) { $Found[$Field[1]].Undone = $true }
  }
  return @($Found.Values)
}

# Noted on the disk before anything is changed.
function Add-Change([string] $Step, [string] $Was) {
  $script:Changes += 1
  Add-Journal @('change', [string]$script:Changes, $Step, $Was)
  $Default = Join-Path $Out ($HostName + '_RegDefault.txt')
  [System.IO.File]::AppendAllText($Default, $Step + ' = ' + $Was + [Environment]::NewLine, $Utf8)
  return $true
}
function Close-Change($Number) { Add-Journal @('undone', [string]$Number) }
function Restore-All([string] $Only) {
  $Failed = $false
  $Open = @(Get-Journal | Where-Object { -not $_.Undone -and ($Only -eq '' -or $_.Step -eq $Only) })
  [array]::Reverse($Open)
  foreach ($Entry in $Open) {
    try {
      Undo-Step $Entry.Step $Entry.Was
      Close-Change $Entry.Number
      Write-Said ('    put back: ' + $Entry.Step)
    } catch {
      $Failed = $true
      Write-Said ('    NOT put back: ' + $Entry.Step + ' (it was: ' + $Entry.Was + '): ' + $_.Exception.Message)
    }
  }
  return (-not $Failed)
}
function Restore-One([string] $Of) {
  $Open = @(Get-Journal | Where-Object { -not $_.Undone -and $_.Step -eq $Of })
  if ($Open.Count -eq 0) { Write-Outcome 'skipped' 'not-asked' 'nothing was changed'; return }
  if (Restore-All $Of) { Write-Outcome 'done' $null $null } else { Write-Outcome 'failed' 'failed' $null }
}

# ---------------------------------------------------------------- bounds and secrets

function Remove-Secrets([string[]] $Lines, [string] $Filter) {
  $script:Removed = 0
  if ($Filter -eq '' -or -not $SecretRules.ContainsKey($Filter)) { return $Lines }
  $Kept = New-Object System.Collections.ArrayList
  $Within = $null
  foreach ($Given in $Lines) {
    $Line = $Given
    if ($Line.Length -gt 65536) { $Line = $Line.Substring(0, 65536) }
    if ($null -ne $Within) {
      if ($Within.Extent -eq 'while') {
        if ($Line -cmatch $Within.To) { continue }
        $Within = $null
      } else {
        if ($Line -cmatch $Within.To) { $Within = $null }
        continue
      }
    }
    $Hit = $null
    foreach ($Rule in $SecretRules[$Filter]) { if ($Line -cmatch $Rule.From) { $Hit = $Rule; break } }
    if ($null -eq $Hit) { [void]$Kept.Add($Line); continue }
    if ($Hit.Extent -eq 'while' -or ($Hit.Extent -eq 'until' -and -not ($Line -cmatch $Hit.To))) { $Within = $Hit }
    $script:Removed += 1
    [void]$Kept.Add('# removed by the collector: a secret')
  }
  return $Kept.ToArray()
}
# Runs a program for at most so many seconds, without a shell; gives its status, and what it printed in $script:Printed.
function Invoke-Bounded([string[]] $Command, [int] $Seconds) {
  $Info = New-Object System.Diagnostics.ProcessStartInfo
  $Info.FileName = $Command[0]
  $Rest = @($Command | Select-Object -Skip 1 | ForEach-Object { if ($_ -match '[\s"]' -or $_ -eq '') { '"' + $_.Replace('"', '\"') + '"' } else { $_ } })
  $Info.Arguments = $Rest -join ' '
  $Info.UseShellExecute = $false
  $Info.CreateNoWindow = $true
  $Info.RedirectStandardOutput = $true
  $Info.RedirectStandardError = $true
  $Process = [System.Diagnostics.Process]::Start($Info)
  $Text = $Process.StandardOutput.ReadToEndAsync()
  $Errors = $Process.StandardError.ReadToEndAsync()
  $script:TimedOut = -not $Process.WaitForExit($Seconds * 1000)
  if ($script:TimedOut) { try { $Process.Kill() } catch { Write-Said '    it does not end' } }
  $script:Printed = ''
  if ($Text.Wait(5000)) { $script:Printed = $Text.Result }
  if ($Errors.Wait(1000)) { $script:Printed += $Errors.Result }
  if ($script:TimedOut) { return 124 }
  return $Process.ExitCode
}
function Invoke-Must([string[]] $Command, [int] $Seconds) {
  $Status = Invoke-Bounded $Command $Seconds
  if ($Status -ne 0) { throw ($Command[0] + ' ended with ' + $Status) }
}
function Invoke-Step([string] $Name, [int] $Seconds, [long] $Bytes, [string] $Filter, [array] $Commands) {
  $File = $HostName + '_' + $Name
  $Path = Join-Path $Out $File
  $Status = 0
  $Late = $false
  $Printed = ''
  foreach ($Command in $Commands) {
    $One = Invoke-Bounded $Command $Seconds
    if ($One -ne 0) { $Status = $One }
    if ($script:TimedOut) { $Late = $true }
    $Printed += $script:Printed
  }
  $Cut = $false
  $script:Removed = 0
  if (Test-Path -LiteralPath $Path) {
    if ((Get-Item -LiteralPath $Path).Length -gt $Bytes) { $Cut = $true }
    # What a program wrote by itself, as far as it is text, loses its secrets before it counts as collected.
    if ($Filter -ne '' -and $Name -match '\.(txt|xml|csv|log)$') {
      try { $Whole = [System.IO.File]::ReadAllLines($Path) } catch { Remove-Item -LiteralPath $Path -Force; throw }
      [System.IO.File]::WriteAllLines($Path, [string[]](Remove-Secrets $Whole $Filter), $Utf8)
    }
  } else {
    if ($Printed.Length -gt $Bytes) { $Printed = $Printed.Substring(0, [int]$Bytes); $Cut = $true }
    if ($Printed -ne '') { [System.IO.File]::WriteAllLines($Path, [string[]](Remove-Secrets ($Printed -split '\r?\n') $Filter), $Utf8) }
  }
  if (Test-Path -LiteralPath $Path) { Add-File $File ($Cut -or $Late) $script:Removed; $Result = 'partial' } else { $Result = 'failed' }
  if ($Late) { Write-Outcome $Result 'timed-out' $null }
  elseif ($Cut) { Write-Outcome $Result 'too-large' $null }
  elseif ($Status -ne 0) { Write-Outcome $Result 'failed' ('status ' + $Status) }
  else { Write-Outcome 'done' $null $null }
}
# Copies the end of a file; a link is never followed.
function Copy-Step([string] $Name, [long] $Bytes, [string] $Filter, [string[]] $Paths) {
  foreach ($Path in $Paths) {
    $Item = Get-Item -LiteralPath $Path -Force -ErrorAction SilentlyContinue
    if ($null -eq $Item -or $Item.PSIsContainer) { continue }
    if ($Item.Attributes -band [System.IO.FileAttributes]::ReparsePoint) { Write-Outcome 'skipped' 'link' $Path; return }
    $Stream = New-Object System.IO.FileStream($Item.FullName, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, [System.IO.FileShare]'ReadWrite, Delete')
    try {
      $Cut = $Stream.Length -gt $Bytes
      # The end of a file of UTF-16 has no mark of its own.
      $Mark = New-Object byte[] 2
      $Encoding = $Utf8
      if ($Stream.Read($Mark, 0, 2) -eq 2 -and $Mark[0] -eq 255 -and $Mark[1] -eq 254) { $Encoding = [System.Text.Encoding]::Unicode }
      $From = 0
      if ($Cut) { $From = $Stream.Length - $Bytes; $From -= $From % 2 }
      $Stream.Position = $From
      $Reader = New-Object System.IO.StreamReader($Stream, $Encoding, $true)
      $Text = $Reader.ReadToEnd()
    } finally { $Stream.Dispose() }
    $File = $HostName + '_' + $Name
    [System.IO.File]::WriteAllLines((Join-Path $Out $File), [string[]](Remove-Secrets ($Text -split '\r?\n') $Filter), $Utf8)
    Add-File $File $Cut $script:Removed
    if ($Cut) { Write-Outcome 'partial' 'too-large' $null } else { Write-Outcome 'done' $null $null }
    return
  }
  Write-Outcome 'skipped' 'absent' $null
}
function Test-Step([string] $Id, [int] $Least, [string] $Privilege, [string] $Request, [string] $Editions, [string] $Programs, [bool] $EachServer, [bool] $ChangesHost, [bool] $AtEnd, [string] $What) {
  $script:StepId = $Id
  if ($Editions -ne '' -and ($Editions -split ' ') -notcontains $Edition) { Write-Outcome 'skipped' 'not-this-system' $Edition; return $false }
  if ($Request -ne '' -and $Asked -notcontains $Request) { Write-Outcome 'skipped' 'not-asked' $null; return $false }
  if ($Least -gt $Tier) { Write-Outcome 'skipped' 'deeper-tier' $null; return $false }
  if ($EachServer -and $Servers.Count -eq 0) { Write-Outcome 'skipped' 'not-asked' 'no server was named'; return $false }
  foreach ($Program in ($Programs -split ' ')) {
    if ($Program -ne '' -and $null -eq (Get-Command -Name $Program -CommandType Application -ErrorAction SilentlyContinue)) { Write-Outcome 'skipped' 'missing-command' $Program; return $false }
  }
  if ($ChangesHost -and -not $IsAdmin) { Write-Outcome 'skipped' 'missing-privilege' $null; return $false }
  if ($script:Taken -ge $Most -and -not $AtEnd) { Write-Outcome 'skipped' 'too-large' 'the collection has reached its cap'; return $false }
  Write-Said ('  ' + $What)
  return $true
}

# ---------------------------------------------------------------- changes

function Get-RegistryPath([string] $Key) { return 'Registry::' + ($Key -replace '^HKLM\\', 'HKEY_LOCAL_MACHINE\') }
function Set-Value([string] $Step, [string] $Key, [string] $Name, [int] $Data) {
  $Path = Get-RegistryPath $Key
  $Was = 'absent'
  $Known = Get-ItemProperty -LiteralPath $Path -Name $Name -ErrorAction SilentlyContinue
  if ($null -ne $Known) { $Was = 'REG_DWORD:' + [string]$Known.$Name }
  if ($Was -eq ('REG_DWORD:' + $Data)) { Write-Outcome 'done' $null 'is so already'; return }
  [void](Add-Change $Step $Was)
  try {
    if (-not (Test-Path -LiteralPath $Path)) { [void](New-Item -Path $Path -Force) }
    [void](New-ItemProperty -LiteralPath $Path -Name $Name -PropertyType DWord -Value $Data -Force)
    Write-Outcome 'done' $null $null
  } catch {
    [void](Restore-All $Step)
    Write-Outcome 'failed' 'failed' $_.Exception.Message
  }
}
function Restore-Value([string] $Key, [string] $Name, [string] $Was) {
  $Path = Get-RegistryPath $Key
  if ($Was -eq 'absent') {
    if (Test-Path -LiteralPath $Path) { Remove-ItemProperty -LiteralPath $Path -Name $Name -ErrorAction SilentlyContinue }
  } elseif ($Was -match '^REG_DWORD:([0-9]{1,10})$') {
    [void](New-ItemProperty -LiteralPath $Path -Name $Name -PropertyType DWord -Value ([int]$Matches[1]) -Force)
  } else { throw 'the journal has no such value' }
}
function Set-Saved([string] $Step, [string] $Saved, [string[]] $Save, [array] $Commands) {
  if ((Invoke-Bounded $Save 30) -ne 0 -or -not (Test-Path -LiteralPath $Saved)) { Write-Outcome 'failed' 'failed' 'what it is set to could not be saved'; return }
  [void](Add-Change $Step ([System.IO.Path]::GetFileName($Saved)))
  try {
    foreach ($Command in $Commands) { Invoke-Must $Command 30 }
    Write-Outcome 'done' $null $null
  } catch {
    [void](Restore-All $Step)
    Write-Outcome 'failed' 'failed' $_.Exception.Message
  }
}
function Restart-One([string] $Step, [string] $Service, [string[]] $Stop, [string[]] $Start) {
  Write-Said '    This deletes every SA of this computer. Peers that may talk in clear stall for 3 to 4 seconds; those that may not stop talking until a'
  Write-Said '    new SA stands, their TCP connections time out, and applications can lose data. Your own remote session may be one of them.'
  Write-Said '    Last resort only: prepare as for a shutdown, and have a way in that needs no IPsec. Peers with SAs now:'
  try { Get-NetIPsecMainModeSA | ForEach-Object { Write-Said ('      ' + $_.RemoteEndpoint) } } catch { Write-Said '      not known' }
  if ($RestartService -ne $HostName) {
    Write-Said ('    Not done: consent is the name of this computer, -RestartService ' + $HostName)
    Write-Outcome 'skipped' 'not-asked' 'no consent'
    return
  }
  if ((Get-Service -Name $Service).Status -ne 'Running') { Write-Outcome 'skipped' 'absent' 'it does not run'; return }
  [void](Add-Change $Step 'running')
  try {
    Invoke-Must $Stop 120
    Invoke-Must $Start 120
    [void](Restore-All $Step)
    Write-Outcome 'done' $null $null
  } catch {
    [void](Restore-All $Step)
    Write-Outcome 'failed' 'failed' $_.Exception.Message
  }
}

# ---------------------------------------------------------------- capture

function Send-Marker([string] $At) {
  foreach ($One in $Servers) {
    $Size = 1001
    if ($At -eq 'stop') { $Size = 1002 }
    $script:Marks += @{ at = $At; epochNs = Get-Nanoseconds; to = $One; payload = 'ICMP echo of ' + $Size + ' bytes'; seen = $null }
    [void](Invoke-Bounded @('ping', '-n', '1', '-w', '1000', '-l', [string]$Size, $One) 5)
  }
}
function Start-Recording([string] $Name) {
  if ($StartAt -ne '') {
    $Wait = (([DateTime]::Parse($StartAt)) - [DateTime]::Now).TotalSeconds
    if ($Wait -gt 0 -and $Wait -le 3600) { Write-Said ('    waiting until ' + $StartAt); Start-Sleep -Milliseconds ([int]($Wait * 1000)) }
  }
  $script:Marks = @()
  $script:Recording = Join-Path $Out ($HostName + '_' + $Name)
  $script:RecordingStarted = Get-Nanoseconds
  [void](Add-Change 'capture-start' 'not running')
  try {
    Invoke-Must @('pktmon', 'start', '--capture', '--comp', 'nics', '--pkt-size', '0', '--file-name', $script:Recording, '--file-size', '50') 20
    Send-Marker 'start'
    $script:RecordUntil = [DateTime]::Now.AddSeconds($Capture)
    Write-Outcome 'done' $null $null
  } catch {
    $script:Recording = $null
    [void](Restore-All 'capture-start')
    Write-Outcome 'failed' 'failed' $_.Exception.Message
  }
}
function Stop-Recording {
  if ($null -eq $script:Recording) { Write-Outcome 'skipped' 'absent' 'no capture runs'; return }
  $Wait = ($script:RecordUntil - [DateTime]::Now).TotalSeconds
  if ($Reproduce -eq '' -and $Wait -gt 0) { Write-Said ('    capturing for ' + [int]$Wait + ' s more: show the fault now'); Start-Sleep -Seconds ([int]$Wait) }
  Send-Marker 'stop'
  [void](Restore-All 'capture-start')
  $Packets = [System.IO.Path]::ChangeExtension($script:Recording, '.pcapng')
  [void](Invoke-Bounded @('pktmon', 'etl2pcap', $script:Recording, '--out', $Packets) 60)
  $Kept = @()
  foreach ($One in @($Packets, $script:Recording)) { if (Test-Path -LiteralPath $One) { $Kept += [System.IO.Path]::GetFileName($One); Add-File ([System.IO.Path]::GetFileName($One)) $false 0 } }
  [void]$script:Captures.Add(@{ files = @($Kept); interface = 'nics'; filter = ''; tool = 'pktmon'; started = $script:RecordingStarted; ended = Get-Nanoseconds; wrapped = $null; dropped = $null; markers = @($script:Marks) })
  $script:Recording = $null
  Write-Outcome 'done' $null $null
}
function Stop-Leftover { [void](Invoke-Bounded @('pktmon', 'stop') 20) }
function Invoke-Reproduction([string] $Name, [int] $Seconds, [long] $Bytes, [string] $Filter) {
  Invoke-Step $Name $Seconds $Bytes $Filter @(, @('cmd.exe', '/c', $Reproduce))
}
`;

export const powershellMain = String.raw`
# ---------------------------------------------------------------- what was asked for

if ($Restore -ne '') {
  $Out = (Resolve-Path -LiteralPath $Restore).ProviderPath
  $Item = Get-Item -LiteralPath $Out
  if ($Item.Attributes -band [System.IO.FileAttributes]::ReparsePoint) { Write-Said 'a link is not trusted'; exit 2 }
  $Owner = (Get-Acl -LiteralPath (Join-Path $Out 'journal.tsv')).GetOwner([System.Security.Principal.SecurityIdentifier]).Value
  $Own = [System.Security.Principal.WindowsIdentity]::GetCurrent().User.Value
  if ($Owner -ne $Own -and $Owner -ne 'S-1-5-32-544' -and $Owner -ne 'S-1-5-18') { Write-Said 'that journal is not yours; it is not trusted'; exit 2 }
  $HostName = ''
  foreach ($Line in [System.IO.File]::ReadAllLines((Join-Path $Out 'journal.tsv'))) {
    $Field = $Line.Split([char]9)
    if ($Field[0] -eq 'place' -and $Field[1] -eq 'host') { $HostName = $Field[2] }
  }
  if (Restore-All '') { exit 0 } else { exit 1 }
}

$HostName = $Name
if ($HostName -eq '') { $HostName = $env:COMPUTERNAME }
$HostName = (Get-FilePart $HostName) -replace '^[.-]+', ''
$Product = Get-CimInstance Win32_OperatingSystem
$Edition = 'server'
if ($Product.ProductType -eq 1) { $Edition = 'client' }

Write-Said ('On this computer (' + $HostName + '), tier ' + $Tier + ':')
$PlanText | ForEach-Object { Write-Said $_ }
if ($Asked.Count -eq 0) { Write-Said 'Nothing is changed.' } else { Write-Said ('Asked for: ' + ($Asked -join ', ') + '. What is changed is noted before in journal.tsv and put back at the end.') }
if (-not $IsAdmin) { Write-Said 'Not an administrator: much cannot be read.' }
if ($List) { exit 0 }

$Out = $OutFolder
if ($Out -eq '') { $Out = $HostName + '_ipsec-doctor_' + [DateTime]::UtcNow.ToString('yyyyMMddTHHmmssZ') }
if (Test-Path -LiteralPath $Out) { Write-Said ($Out + ' is there already; a collection goes into a folder of its own'); exit 2 }
$Out = (New-Item -ItemType Directory -Path $Out).FullName
# For administrators, the system and whoever runs this alone.
$Acl = New-Object System.Security.AccessControl.DirectorySecurity
$Acl.SetAccessRuleProtection($true, $false)
foreach ($Sid in @('S-1-5-32-544', 'S-1-5-18', [System.Security.Principal.WindowsIdentity]::GetCurrent().User.Value)) {
  $Who = New-Object System.Security.Principal.SecurityIdentifier($Sid)
  $Acl.AddAccessRule((New-Object System.Security.AccessControl.FileSystemAccessRule($Who, 'FullControl', 'ContainerInherit,ObjectInherit', 'None', 'Allow')))
}
Set-Acl -LiteralPath $Out -AclObject $Acl
Add-Journal @('plan', 'windows')
Add-Journal @('place', 'host', $HostName)
$Machine = $null
try {
  $Guid = (Get-ItemProperty -LiteralPath 'Registry::HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Cryptography' -Name MachineGuid).MachineGuid
  $Sha = [System.Security.Cryptography.SHA256]::Create()
  $Machine = (-join ($Sha.ComputeHash($Utf8.GetBytes('ipsec-doctor ' + $Guid)) | ForEach-Object { $_.ToString('x2') })).Substring(0, 32)
} catch { $Machine = $null }
$Addresses = @()
try { $Addresses = @(Get-NetIPAddress | Where-Object { $_.InterfaceAlias -notlike 'Loopback*' } | ForEach-Object { $_.IPAddress -replace '%.*$', '' } | Sort-Object -Unique | Select-Object -First 100) } catch { $Addresses = @() }
$Identity = @{ name = $HostName; fqdn = $null; os = $Product.Caption; kernel = $Product.Version; addresses = $Addresses; machine = $Machine }
$Started = Get-ClockState
$Outcome = 'interrupted'
$Restored = $false
try {
  Invoke-Plan
  $Outcome = 'complete'
} finally {
  # Whatever becomes of the capture, what was changed is put back.
  try {
    if ($null -ne $script:Recording) { $script:StepId = 'capture-stop'; Stop-Recording }
  } catch { Write-Said ('    the capture was not ended in order: ' + $_.Exception.Message) }
  $Restored = Restore-All ''
  Save-Manifest $Outcome (Get-ClockState)
  Write-Said ('collected in ' + $Out)
  if (-not $Restored) { Write-Said ('Not everything is put back. Try again: -Restore ' + $Out) }
}
if (-not $Restored) { exit 2 }
`;
