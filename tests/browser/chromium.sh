#!/bin/sh
# Finds a Chromium for the browser tests, or installs Debian's when that is possible; says plainly when it is not.
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests ..."
    { apt-get install -y -q chromium || { apt-get update -q && apt-get install -y -q chromium; }; } >/tmp/smartcare-chromium.log 2>&1 && exit 0
    echo "Chromium could not be installed (see /tmp/smartcare-chromium.log): the browser tests will be skipped."
    exit 0
fi
echo "No Chromium here and no right to install it: the browser tests will be skipped. Install the package chromium to run them."
