#!/bin/sh
# Copies the sample post of the person's language into a folder of its own and writes its path there. Where
# the program speaks English for want of a better language, so does the post.
folder=$1
language=${LC_ALL:-${LC_MESSAGES:-${LANG:-C}}}
case $language in C | POSIX) ;; *) language=${LANGUAGE:-$language} ;; esac
case $language in
de*) sample=de-gemischt ;;
fr*) sample=fr-atelier ;;
it*) sample=it-errore ;;
*) sample=en-incident ;;
esac
mkdir -p "$folder"
[ -f "$folder/$sample.txt" ] || cp "tests/samples/$sample.txt" "$folder/$sample.txt"
chmod u+w "$folder/$sample.txt"
printf '%s\n' "$folder/$sample.txt" >"$folder/path"
