; Inno Setup 6 script; build.py passes Version, Source, Out and Name.
#ifndef Version
  #error Build with build.py, which says what to pack.
#endif

[Setup]
AppId={{5C0E4E0A-8B1C-4E0B-9C58-7A5B6B1D7E11}
AppName=STEPH Desktop
AppVersion={#Version}
AppPublisher=The STEPH Desktop developers
DefaultDirName={autopf}\STEPH Desktop
DefaultGroupName=STEPH Desktop
DisableProgramGroupPage=yes
; For one user without an administrator, or for all.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64os
ArchitecturesInstallIn64BitMode=x64os
MinVersion=10.0.17763
OutputDir={#Out}
OutputBaseFilename={#Name}
Compression=lzma2/fast
SolidCompression=no
ChangesAssociations=yes
CloseApplications=yes
LicenseFile=..\..\LICENSE
UninstallDisplayIcon={app}\steph-desktop.exe
; Set SignTool in Inno Setup ("Tools, Configure Sign Tools") and uncomment to sign.
; SignTool=standard

[Files]
Source: "{#Source}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\STEPH Desktop"; Filename: "{app}\steph-desktop.exe"
Name: "{autodesktop}\STEPH Desktop"; Filename: "{app}\steph-desktop.exe"; Tasks: desktop

[Tasks]
Name: desktop; Description: "A symbol on the desktop"; Flags: unchecked
Name: slides; Description: "Offer STEPH Desktop under 'Open with' for slides"

[Registry]
; "Open with" only: what opens slides today stays. Model packs are ours.
Root: HKA; Subkey: "Software\Classes\.svs\OpenWithProgids"; ValueType: none; ValueName: "StephDesktop.Slide"; Flags: uninsdeletevalue; Tasks: slides
Root: HKA; Subkey: "Software\Classes\.ndpi\OpenWithProgids"; ValueType: none; ValueName: "StephDesktop.Slide"; Flags: uninsdeletevalue; Tasks: slides
Root: HKA; Subkey: "Software\Classes\.mrxs\OpenWithProgids"; ValueType: none; ValueName: "StephDesktop.Slide"; Flags: uninsdeletevalue; Tasks: slides
Root: HKA; Subkey: "Software\Classes\.scn\OpenWithProgids"; ValueType: none; ValueName: "StephDesktop.Slide"; Flags: uninsdeletevalue; Tasks: slides
Root: HKA; Subkey: "Software\Classes\.bif\OpenWithProgids"; ValueType: none; ValueName: "StephDesktop.Slide"; Flags: uninsdeletevalue; Tasks: slides
Root: HKA; Subkey: "Software\Classes\.czi\OpenWithProgids"; ValueType: none; ValueName: "StephDesktop.Slide"; Flags: uninsdeletevalue; Tasks: slides
Root: HKA; Subkey: "Software\Classes\StephDesktop.Slide"; ValueType: string; ValueData: "Whole-slide image"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\StephDesktop.Slide\shell\open\command"; ValueType: string; ValueData: """{app}\steph-desktop.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.steph"; ValueType: string; ValueData: "StephDesktop.Pack"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\StephDesktop.Pack"; ValueType: string; ValueData: "STEPH model pack"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\StephDesktop.Pack\DefaultIcon"; ValueType: string; ValueData: "{app}\steph-desktop.exe,0"
Root: HKA; Subkey: "Software\Classes\StephDesktop.Pack\shell\open\command"; ValueType: string; ValueData: """{app}\steph-desktop.exe"" ""%1"""

[Run]
Filename: "{app}\steph-desktop.exe"; Description: "Start STEPH Desktop"; Flags: nowait postinstall skipifsilent
