#!/bin/sh
# Copies the sample post of the person's language into a folder of its own and writes its path there.
folder=$1
language=${LC_ALL:-${LC_MESSAGES:-${LANG:-de}}}
case $language in
fr*) sample=fr-atelier ;;
it*) sample=it-errore ;;
en*) sample=en-incident ;;
*) sample=de-gemischt ;;
esac
mkdir -p "$folder"
[ -f "$folder/$sample.txt" ] || cp "tests/samples/$sample.txt" "$folder/$sample.txt"
chmod u+w "$folder/$sample.txt"
printf '%s\n' "$folder/$sample.txt" >"$folder/path"
