#!/usr/bin/env bash
# macos.sh APP DMG: sign the app, put it on a disk image, and have Apple notarise it.
#   STEPH_SIGN_ID    "Developer ID Application: NAME (TEAM)"; without it the app is signed ad hoc, and
#                    opens only after a right click and "Open" (or: xattr -dr com.apple.quarantine APP)
#   STEPH_NOTARY     profile that "xcrun notarytool store-credentials" made; without it nothing is sent
set -euo pipefail
app=$1 image=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
identity=${STEPH_SIGN_ID:--}

# Inside out: a signature covers what lies in it. The hardened runtime is what notarising asks for;
# without a certificate it would keep Python from loading its own libraries.
options=(--force --sign "$identity")
[ "$identity" = - ] || options+=(--timestamp --options runtime --entitlements "$here/macos.entitlements")
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
    xargs -0 -n 50 codesign "${options[@]}"
codesign "${options[@]}" "$app"
codesign --verify --deep --strict "$app"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -quiet -volname "STEPH Desktop" -srcfolder "$stage" -format UDZO "$image"
if [ "$identity" != - ]; then
    codesign --sign "$identity" --timestamp "$image"
fi
if [ -n "${STEPH_NOTARY:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$STEPH_NOTARY" --wait
    xcrun stapler staple "$image"
fi
