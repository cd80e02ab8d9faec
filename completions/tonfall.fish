# fish: what may follow is asked of the program; files besides.
complete -c tonfall -a '(tonfall --complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
