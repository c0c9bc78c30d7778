#!/bin/sh
# Reviews a change of the content: checks it, says what it means, and builds a preview. The engine is the one that this
# script belongs to, to be taken from the base branch; of the change nothing is run, and its data alone is read.
#
# CHANGE     the checkout of the change         BASE       the revision that it is compared with
# TARGET     the folder for diff.<language>.md and site/
# LANGUAGES  of the texts, such as "en ja zh"   PREVIEW    the address of site/, where it will have one
# FORMAT     of `playbook check`                REPORT     the file for it; stdout by default
set -eu

data=$CHANGE/data
mkdir -p "$TARGET"
if [ -L "$data" ] || [ ! -d "$data" ]; then
    echo "the change has no folder 'data'; it must not be moved, nor be a link" >&2
    exit 1
fi

exec 3>&1
[ -z "${REPORT:-}" ] || exec 3>"$REPORT"
problems=0
playbook check --data "$data" --format "$FORMAT" >&3 || problems=1
for language in $LANGUAGES; do
    said=$TARGET/diff.$language.md
    # What cannot be compared is named instead; indented, it is plain text to a forge.
    playbook diff --data "$data" --lang "$language" --format markdown --preview "${PREVIEW:-}" "$BASE" >"$said" ||
        { problems=1; sed -i 's/^/    /' "$said"; }
done
[ $problems = 0 ] && playbook build --no-pdf --data "$data" --output "$TARGET/site"
exit $problems
