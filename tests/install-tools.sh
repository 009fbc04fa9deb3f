#!/bin/sh
# Install the Debian packages that some tests need, when they are missing and this account may;
# with the word "conformance", those of `make conformance` and `make lighthouse` too.
# A test whose program is still missing says so and is skipped; with CI=true it fails.
set -u
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v msgfmt >/dev/null 2>&1 || missing="$missing gettext"
# LibreOffice without Calc opens no spreadsheet.
office=$(command -v soffice 2>/dev/null) && [ -e "$(dirname "$(readlink -f "$office")")/libsclo.so" ] ||
  missing="$missing libreoffice-calc-nogui"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
if [ "${1:-}" = conformance ]; then
  command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
  command -v npm >/dev/null 2>&1 || missing="$missing npm"
  command -v firefox-esr >/dev/null 2>&1 || missing="$missing firefox-esr"
fi
command -v nginx >/dev/null 2>&1 || missing="$missing nginx-light"
command -v openssl >/dev/null 2>&1 || missing="$missing openssl"
command -v systemd-analyze >/dev/null 2>&1 || missing="$missing systemd"
# The same Chromium without a window: tests take half the time. Not every Debian has it.
command -v chromium-headless-shell >/dev/null 2>&1 || faster=chromium-headless-shell
if [ -z "$missing${faster:-}" ] || ! command -v apt-get >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ]; then root=""
elif sudo -n true 2>/dev/null; then root="sudo -n"
else exit 0
fi
echo "Installing for the tests:$missing ${faster:-}"
export DEBIAN_FRONTEND=noninteractive
install() { $root apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; }
$root apt-get update -qq >/dev/null 2>&1
# shellcheck disable=SC2086
[ -z "$missing" ] || install $missing ||
  echo "Not all could be installed; the tests that need them will say so"
[ -z "${faster:-}" ] || install "$faster" || echo "Tests go on with chromium, which is slower"
exit 0
