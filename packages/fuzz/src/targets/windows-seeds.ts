/** Small made-up texts in the shape of what commands of Windows print, for the readers of it. */
export const windowsSeeds: Readonly<Record<string, readonly string[]>> = {
  'collection-manifest': [
    '{\n  "schema": "ipsec-doctor/collection@1",\n  "host": {"name": "a"},\n  "started": {"epochNs": "1"},\n  "files": [{"name": "a_x.txt", "bytes": 1}]\n}\n',
  ],
  'hosts-file': ['# made up\n127.0.0.1 localhost\n10.0.0.6 a.example a # x\n10.0.0.7 B #PRE #DOM:C\n'],
  'windows-policy-script': [
    `@echo off\nnetsh ipsec static set store location=local\nnetsh ipsec static add policy name="a b" mmpfs=no assign=yes mmsecmethods="3DES-SHA1-3"\nnetsh ipsec static add filter filterlist=l srcaddr=me dstaddr=10.1.0.0 dstmask=255.255.0.0 prot=TCP mirr=no\nnetsh ipsec static add filteraction name=f soft=yes ^\n  qmsecmethods="ESP[3DES,SHA1]:100000k/3600s"\nnetsh ipsec static add rule name=r policy="a b" filterlist=l filteraction=f kerberos=yes rootca="CN=x certmap:yes"\nnetsh ipsec static set rule id=1 policy="a b" newname=s\nnetsh ipsec static delete rule all policy="a b"\n`,
    `pushd ipsec dynamic\nadd mmpolicy mm\nadd qmpolicy name=qm soft=yes\nadd rule me any mm qm\nset config property=bootmode value=permit\npopd\nipseccmd -w REG -p "a:30" -r b -f 0+10.*.*.*::TCP (0+*:53:UDP) [*=0:23:TCP] DEFAULT -n ESP[DES,MD5]60S/5KP INPASS -a K C:"CN=y" -1s DES-MD5-1 -1k 2Q/60S -x -lan\n`,
    `netsh advfirewall set global mainmode mmsecmethods dhgroup2:aes128-sha1\nnetsh advfirewall consec add rule name=a endpoint1=any endpoint2=10.0.0.0/8,dns action=requireinrequestout port2=80-90 protocol=tcp auth1=computerkerb qmpfs=mainmode qmsecmethods=ah:sha1+esp:sha1-aes128+60min\nnetsh advfirewall consec set rule name=a new enable=no\n$a = New-NetIPsecAuthProposal -Machine -Cert -Authority 'CN=z'\n$b = New-NetIPsecPhase1AuthSet -DisplayName c -Proposal $a\nNew-NetIPsecRule -DisplayName d -InboundSecurity Require -OutboundSecurity Request -RemoteAddress 10.0.0.6, LocalSubnet \`\n  -Phase1AuthSet $b.Name\nRemove-NetIPsecRule -DisplayName d\n`,
  ],
  'windows-consec-rules': [
    'Rule Name:                            a\n----------------------------------------\nEnabled:   Yes\nMode:   Transport\nEndpoint1:   Any\nEndpoint2:   192.0.2.1/32,10.0.0.0/8\nPort2:   1701\nProtocol:   UDP\nAction:   RequireInRequireOut\nAuth1:   ComputerPSK,ComputerCert\nAuth1PSK:   not the planted one\nAuth1CAName:   C=XX, CN=a\nMainModeSecMethods:   DHGroup2-AES128-SHA256, ECDHP384-3DES-SHA1\nQuickModeSecMethods:   ESP:SHA1-AES128+60min+100000kb,AH:SHA1+60min,AH:AESGMAC256+ESP:AESGCM256-AESGCM256+60min\nQuickModePFS:   DHGroup14\n\nRule Name:  b\n--------------------\nEndpoint2: 10.0.0.10/32\nAction: NoAuthentication\nNo rules match the specified criteria.\n',
  ],
  'windows-monitor-sas': [
    'Main Mode SA at 11/03/2025 10:00:00\n----\nLocal IP Address:  10.0.0.5\nRemote IP Address:  10.0.0.6\nMy ID:  a\nFirst Auth:  ComputerKerb\nMM Offer:  ECDHAP384-3DES-SHA256\nCookie Pair:  203d575051a2b3c4:5d088705\n\nLocal IP Address:  10.0.0.5\nRemote IP Address:  10.0.0.6\nLocal Port: Any\nRemote Port: 445\nProtocol: TCP\nQM Offer:  ESP:SHA1-AES128+60min\nStrongCRLCheck   0:Disabled\nSAIdleTimeMin   5min\n',
  ],
  'windows-netipsec': [
    'IPsecRuleName : {1}\nDisplayName   : a\nEnabled       : True\nMode          : Tunnel\nInboundSecurity : Require\nOutboundSecurity : Require\nQuickModeCryptoSet : {3}\nPhase1AuthSet : {4}\nKeyModule     : IKEv2\nLocalTunnelEndpoint : {192.0.2.1}\nRemoteTunnelEndpoint : {192.0.2.2}\n\nPreSharedKey : not the planted one\n\nInitiatorCookie : 12\nResponderCookie : 0x1f\nLocalEndpoint : 10.0.0.5\nRemoteEndpoint : 10.0.0.6\n',
    '"LocalEndpoint","RemoteEndpoint","QmSaId","SPI","InboundDirection","FirstTransformType"\n"10.0.0.5","10.0.0.6","1","2","True","2"\n',
    '[{"InstanceID":"{1}","Enabled":1,"Mode":1,"InboundSecurity":2,"OutboundSecurity":2,"KeyModule":5,"MainModeCryptoSet":"{2}"},\n{"InstanceID":"{2}","Proposals":[{"CipherAlgorithm":65003,"HashAlgorithm":65001,"GroupID":14,"PreSharedKey":"not the planted one"}]}]\n',
  ],
  'windows-netsh-ipsec': [
    'GPO Name : g\nAD IPsec Policy Name : d\nLocal IPsec Policy Name : NONE\nPolicy Name : a\nAssigned : YES\nNo. of Rules : 1\nRule ID : 1, GUID = {1}\nActivated : YES\nAuthentication Methods(2)\n  KERBEROS\n  Preshared Key : not the planted one\nSource IP Address : <My IP Address>\nSource Mask : 255.255.255.255\nDestination IP Address : 10.0.0.0\nDestination Mask : 255.0.0.0\nProtocol : ANY\nFilterAction Name : b\nAction : NEGOTIATE SECURITY\n[NONE]    [SHA1, 3DES]   3600/100000\nCookie Pair : 1f:2f\nSec Methods : 3DES/SHA1/2/28800\nSource : 10.0.0.5 , port 500\n  ID : a\nDestination : 10.0.0.6\nBootMode : Stateful\nNegotiation Failures : 7\n',
  ],
  'windows-ras-trace': ['[1568] 03-09 17:16:35:098: a text\n[1568] 17:16:35: b\n\n[2] 17:16:36:001:\n'],
  'windows-trace-text': ['[0]0274.04B4::2026/05/04-09:00:01.1234567 [A-b]c\n[1]0004.0058::05/04/2026-09:00 [d]\n'],
  'windows-wfp': [
    `<wfpstate><ikeSas><item><keyModuleType>IKEEXT_KEY_MODULE_IKEV2</keyModuleType>
<ikeTraffic><localV4Address>192.0.2.1</localV4Address><remoteV4Address>3221225986</remoteV4Address></ikeTraffic>
<cookiePair><initiator>a1b2c3d4e5f60718</initiator><responder>1122334455667788</responder></cookiePair></item></ikeSas>
<saContexts><item><inboundSa><traffic><localV4Address>192.0.2.1</localV4Address><remoteV4Address>192.0.2.2</remoteV4Address><ipProtocol>6</ipProtocol></traffic>
<saBundle><saList><item><spi>1111111</spi><saTransformType>IPSEC_TRANSFORM_ESP_AUTH</saTransformType></item></saList></saBundle></inboundSa>
<outboundSa><traffic><remoteV4Address>192.0.2.2</remoteV4Address><trafficType>1</trafficType></traffic><saBundle><saList><item><spi>0x21e88e</spi></item></saList></saBundle></outboundSa></item></saContexts></wfpstate>
`,
    '<netEvents>\n<item><header><timeStamp>2025-11-03T10:00:00.5Z</timeStamp><ipProtocol>17</ipProtocol>\n<localAddrV4>10.0.0.5</localAddrV4><remoteAddrV4>10.0.0.6</remoteAddrV4><localPort>500</localPort></header>\n<type>FWPM_NET_EVENT_TYPE_IKEEXT_MM_FAILURE</type>\n<ikeMmFailure><failureErrorCode>ERROR_IPSEC_IKE_NO_CERT</failureErrorCode><failurePoint>IPSEC_FAILURE_ME</failurePoint><saRole>IKEEXT_SA_ROLE_INITIATOR</saRole></ikeMmFailure></item>\n<!-- a -->\n<item><header><timeStamp>x</timeStamp></header><type>FWPM_NET_EVENT_TYPE_CLASSIFY_DROP</type></item></netEvents>\n',
    '<wfpdiag><providers><item><providerKey>{0a}</providerKey><displayData><name>a</name></displayData></item></providers>\n<filters><item><displayData><name>b</name></displayData><providerKey>{0a}</providerKey><layerKey>FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V4</layerKey><subLayerKey>{0b}</subLayerKey>\n<filterCondition><item><fieldKey>FWPM_CONDITION_IP_LOCAL_PORT</fieldKey><matchType>FWP_MATCH_EQUAL</matchType><conditionValue><uint16>500</uint16></conditionValue></item></filterCondition>\n<action><type>FWP_ACTION_BLOCK</type></action><filterId>7</filterId><effectiveWeight><uint64>9</uint64></effectiveWeight></item></filters>\n<netEvent><header><timeStamp>2025-11-03T10:00:00.5Z</timeStamp><ipProtocol>17</ipProtocol><localAddrV6.byteArray16>2001:db8::5</localAddrV6.byteArray16><localPort>500</localPort></header><type>FWPM_NET_EVENT_TYPE_CLASSIFY_DROP</type><classifyDrop><filterId>7</filterId></classifyDrop></netEvent>\n<errorFrequencyTable><item><error>ERROR_IPSEC_IKE_NO_CERT</error><frequency>32</frequency></item></errorFrequencyTable></wfpdiag>\n',
  ],
  'windows-export-list': [
    'Me\tPeer\tProtocol\tMy Port\tPeer Port\tNegotiation Policy\tAH Integrity\tESP Confidentiality\tESP Integrity\n10.0.0.5\t10.0.0.6\tTCP\t0\t445\ta\tNone\t3DES\tSHA1\nName\tSource\tDestination\tOutbound Action\tConnection Type\na\tMe\t10.0.0.10\tPermit\tAll\n',
  ],
  'windows-ipconfig': [
    '\nWindows IP Configuration\n\n   Host Name . . . . . . . . . . . . : HOST1\n   Primary Dns Suffix  . . . . . . . : a.example\n\nEthernet adapter LAN:\n\n   Physical Address. . . . . . . . . : 00-00-5E-00-53-01\n   Link-local IPv6 Address . . . . . : fe80::1%11(Preferred)\n   IPv4 Address. . . . . . . . . . . : 169.254.1.5(Preferred)\n   Subnet Mask . . . . . . . . . . . : 255.255.0.0\n   Lease Obtained. . . . . . . . . . : Monday, November 3, 2025\n   Default Gateway . . . . . . . . . :\n   DHCP Server . . . . . . . . . . . : 10.0.0.2\n   DNS Servers . . . . . . . . . . . : 10.0.0.53\n                                       10.0.0.54\n\nEthernet adapter b:\n   Media State . . . . . . . . . . . : Media disconnected\nAn error occurred while renewing interface LAN : unable to contact your DHCP server.\n',
  ],
  'windows-route-print': [
    '===========\n          0.0.0.0          0.0.0.0         10.0.0.1         10.0.0.5     25\n         10.0.0.5  255.255.255.255         On-link         10.0.0.5    281\n 11    281 fe80::/64                On-link\n 11    281 ::/0\n     fe80::1\n',
  ],
  'windows-netstat': [
    '  Proto  Local Address          Foreign Address        State           PID\n  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       900\n  UDP    0.0.0.0:500            *:*                                    1234\n  IKEEXT\n [svchost.exe]\n  UDP    [::]:4500              *:*                                    12\n',
  ],
  'windows-services': [
    'C:\\>sc query IKEEXT\nSERVICE_NAME: IKEEXT\n        STATE              : 1  STOPPED\n        WIN32_EXIT_CODE    : 1068  (0x42c)\n        START_TYPE         : 4   DISABLED\n[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\n',
  ],
  'windows-get-service': [
    'Status   Name               DisplayName\n------   ----               -----------\nStopped  IKEEXT             IKE and AuthIP\n\nName      : BFE\nStatus    : Running\nStartType : Disabled\nCanPauseAndContinue : False\nServicesDependedOn : {}\n',
  ],
  'windows-ping': [
    'Pinging a.example [10.0.0.6] with 32 bytes of data:\nNegotiating IP Security.\nReply from 10.0.0.6: bytes=32 time<1ms TTL=128\nRequest timed out.\n    Packets: Sent = 4, Received = 2, Lost = 2 (50% loss),\nTracing route to a [10.0.9.6]\n  1    <1 ms    <1 ms    <1 ms  10.0.0.1\n  2     *        *        *     Request timed out.\nPing request could not find host b. Please\n',
  ],
  'windows-pathping': [
    'Tracing route to a [10.0.9.6]\n  1    1ms     0/ 100 =  0%     0/ 100 =  0%  10.0.0.1\n  2    2ms     0/ 100 =  0%     0/ 100 =  0%  a [10.0.9.6]\n',
  ],
  'windows-nslookup': [
    "Server:  a\nAddress:  10.0.0.53\n\nName:    b.example\nAddresses:  10.0.0.6, 10.0.0.7\n          10.0.0.8\n*** a can't find c.example: Non-existent domain\n> d\n",
  ],
  'windows-portqry': [
    'Querying target system called:\n\n 10.0.0.10\n\nIP address resolved to a.example\nUDP port 500 (isakmp service): LISTENING or FILTERED\nProcess ID: 836 (a.exe)\n836\tUDP 500  \t0.0.0.0 \t \t*:*\n',
  ],
  'windows-net-view': [
    'Shared resources at \\\\a\n\nThe command completed successfully.\nSystem error 53 has occurred.\n',
  ],
  'windows-nbtstat': [
    'Node IpAddress: [10.0.0.5] Scope Id: []\n     NetBIOS Local Name Table\n    HOST1          <00>  UNIQUE      Registered\n',
  ],
  'windows-klist': [
    'Current LogonId is 0:0x3e7\n\nCached Tickets: (1)\n\n#0>     Client: A$ @ B.EXAMPLE\n        Server: krbtgt/B.EXAMPLE @ B.EXAMPLE\n        Kdc Called: c\n   Server: host/d@B.EXAMPLE\n   Ticket(s) purged!\n',
  ],
  'windows-nltest': [
    '           DC: \\\\a.example\n      Address: \\\\10.0.0.10\n     Dom Name: a\nTrusted DC Connection Status Status = 5 0x5 ERROR_ACCESS_DENIED\nGetting DC name failed: Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN\n    0: A a.example (NT 5) (Direct Outbound)\n',
  ],
  'windows-w32tm': [
    'Tracking a [10.0.0.10:123].\n10:00:00, d:+00.0012345s o:+412.5000000s  [ * ]\na *** PDC ***[10.0.0.10:123]:\n    NTP: +0.0001234s offset from a\nStratum: 3 (a)\nLeap Indicator: 0\nSource: a\n',
  ],
  'windows-gpresult': [
    'RSOP results for A\\b on HOST1 : Logging Mode\n-----------------\nCOMPUTER SETTINGS\n------------------\n    Group Policy was applied from:      a.example\n    Applied Group Policy Objects\n    -----------------------------\n        b\n    The following GPOs were not applied because they were filtered out\n    -----------------\n        c\n            Filtering:  Denied (Security)\n',
  ],
  'windows-gpresult-xml': [
    '<Rsop><ComputerResults><Name>A\\B$</Name><GPO><Name>c &amp; d</Name><AccessDenied>true</AccessDenied></GPO></ComputerResults></Rsop>\n',
  ],
  'windows-gpresult-html': [
    '<html><head><title>A\\b on A\\HOST1</title></head>\n<td>x</td><td>y</td><td>Denied (Security)</td>\n',
  ],
  'windows-gpupdate': [
    'User Policy update has completed successfully.\nComputer policy could not be updated successfully.\n',
  ],
  'windows-userenv-log': ['USERENV(2b0.2b4) 10:00:00:123 ProcessGPOs: DsGetDcName failed with 1355.\n'],
  'windows-winlogon-log': [
    '----Configuration engine was initialized successfully.----\nProcess GP template gpt00000.inf.\nError 1332: No mapping\n',
  ],
  'windows-lsass-log': ['348.412> Kerb-Warn: KerbGetTgsTicket failed 0xc000018b\n'],
  'windows-netdiag': [
    "    Computer Name: HOST1\n        IP Address . . . . . . . . : 10.0.0.5\n        Subnet Mask. . . . . . . . : 255.255.255.0\nKerberos test. . . . . . . . . . . : Failed\nIP Security test . . . . . . . . . : Passed\n    Local IPSec Policy Active: 'a'\n    Filter Id: {1}\n    Src Addr : 0.0.0.0 Src Mask : 0.0.0.0\n    Dest Addr : 192.0.2.1 Dest Mask : 255.255.255.255\n    Flags : Inbound Block\n    Layered Chain Entry : a over [MSAFD Tcpip [TCP/IP]]\n",
  ],
  'windows-systeminfo': [
    'Host Name:                 HOST1\nOS Name:                   Microsoft Windows 10 Pro\nOS Version:                10.0.19045 N/A\n                           [01]: KB5000001\n                                 [01]: 10.0.0.5\n',
  ],
  'windows-srvinfo': [
    'Server Name: HOST1\nSecurity: Users\nVersion: 5.0\n   [Running]    Alerter\n   [Stopped]    IPSEC Policy Agent\n',
  ],
  'windows-net-start': ['These Windows services are started:\n\n   IPSEC Services\n'],
  'windows-file-versions': ['oakley.dll   5.1.2600.2180\nipsec.sys 5.1.2600.2180\n'],
  'windows-policy-version': ['Policy version 1.0\nIPsec policy is up-to-date\n'],
  'windows-auditpol': [
    'System audit policy\nCategory/Subcategory                      Setting\nLogon/Logoff\n  IPsec Main Mode                         No Auditing\n',
    'A,System,x,{0CCE9218-69AE-11D9-BED3-505054503030},No Auditing,,0\n',
  ],
  'windows-firewall-log': [
    '#Version: 1.5\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size path\n\n2026-05-04 09:00:05 DROP UDP 192.0.2.10 198.51.100.20 500 500 0 SEND\n2026-05-04 09:00:06 DROP 50 198.51.100.20 192.0.2.10 - - 0 RECEIVE\n',
  ],
  'windows-firewall-rules': [
    'Domain Profile Settings: \n----------------------------------------------------------------------\nState                                 ON\nFirewall Policy                       BlockInbound,AllowOutbound\n\nRule Name:                            A\n----------------------------------------------------------------------\nEnabled:                              Yes\nDirection:                            In\nProfiles:                             Domain,Private,Public\nLocalIP:                              Any\nRemoteIP:                             Any\nProtocol:                             UDP\nLocalPort:                            500,4500\nRemotePort:                           Any\nAction:                               Block\n',
  ],
  'windows-vpn-connections': [
    'Name                  : A\nServerAddress         : vpn.example\nTunnelType            : Ikev2\nAuthenticationMethod  : {Eap}\nL2tpIPsecAuth         : \nSplitTunneling        : False\nConnectionStatus      : Disconnected\n\nAuthenticationTransformConstants : SHA256128\nCipherTransformConstants         : AES256\nDHGroup                          : Group14\nIntegrityCheckMethod             : SHA256\nPfsGroup                         : None\nEncryptionMethod                 : AES256\n',
  ],
  'windows-registry-values': ['HKLM\\SYSTEM\\CurrentControlSet\\Services\\PolicyAgent\\Oakley\\EnableLogging = 0\n'],
  'windows-winsock-catalog': [
    'Winsock Catalog Provider Entry\nEntry Type:       Layered Chain Entry\nDescription:  A over [MSAFD Tcpip [TCP/IP]]\n',
  ],
};
