#!/bin/sh
# What the project needs from the system: `system.sh venv PYTHON FOLDER` makes a virtual environment, `system.sh browser`
# sees to it that a Chromium (without windows, too), a Firefox, a WebKit, readers of PDF, LibreOffice and gettext are there
# for the tests. As root it installs what lacks with apt; else it prints the command.
set -eu

install() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing from the system's packages: $*"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        echo "This system lacks: $*. Install it as an administrator, for example:" >&2
        echo "    sudo apt-get update && sudo apt-get install -y $*" >&2
        exit 1
    fi
}

make_venv() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        echo "Python 3.11 or newer is needed, and $("$1" --version) was found; try: make PYTHON=python3.12" >&2
        exit 1
    }
    "$1" -c 'import ensurepip, venv' 2>/dev/null ||
        install "python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    "$1" -m venv "$2"
}

# Ubuntu's package only leads to a snap; any of these will do.
have_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge; do
        command -v "$name" >/dev/null && return 0
    done
    return 1
}

# The same engine without windows takes a quarter of the CPU, where the system has such a package; the tests do without.
install_without_windows() {
    command -v chromium-headless-shell >/dev/null || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null && return 0
    if apt-get update -qq && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
        install chromium-headless-shell || echo "The tests go on without chromium-headless-shell." >&2
    fi
}

case $1 in
    venv) make_venv "$2" "$3" ;;
    browser)
        have_browser || install chromium
        install_without_windows
        command -v firefox-esr >/dev/null || command -v firefox >/dev/null || install firefox-esr
        # The engine of Safari, with its driver; it has no way to run without a screen.
        command -v WebKitWebDriver >/dev/null || install webkit2gtk-driver
        command -v Xvfb >/dev/null || install xvfb
        # Without a font for them the browser prints Japanese and Chinese as boxes, some of which cannot be read back.
        [ -n "$(fc-list :lang=ja 2>/dev/null)" ] || install fontconfig fonts-noto-cjk
        # The tests read what is printed, open the workbook in LibreOffice, and let gettext merge what translators get.
        command -v pdftotext >/dev/null || install poppler-utils
        command -v soffice >/dev/null || install libreoffice-calc-nogui
        command -v msgmerge >/dev/null || install gettext
        # Playwright brings a Node.js that is linked against it; a minimal Debian does not have it.
        /sbin/ldconfig -p | grep -q libatomic.so.1 || install libatomic1
        ;;
esac
